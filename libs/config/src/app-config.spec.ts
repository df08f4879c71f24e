import { InvalidConfiguration, loadConfig } from './index.js';

const valid = { DATABASE_URL: 'postgres://u:p@127.0.0.1/db', STRIPE_SECRET_KEY: 'sk_test_1' };

describe('loadConfig', () => {
  it('fills in defaults', () => {
    expect(loadConfig(valid)).toMatchObject({
      port: 0,
      redisUrl: undefined,
      stripe: { livemode: false, platformWebhookSecrets: [] },
    });
  });

  it('splits secrets, so that two may be active during a rotation', () => {
    const config = loadConfig({ ...valid, STRIPE_WEBHOOK_SECRETS: 'whsec_a, whsec_b' });
    expect(config.stripe.platformWebhookSecrets).toEqual(['whsec_a', 'whsec_b']);
  });

  it('reports all mistakes at once and repeats no value', () => {
    const mistaken = { STRIPE_SECRET_KEY: 'hunter2', PORT: 'http', PLATFORM_COUNTRY: 'usa' };
    expect(() => loadConfig(mistaken)).toThrow(InvalidConfiguration);
    try {
      loadConfig(mistaken);
    } catch (error) {
      const { mistakes, message } = error as InvalidConfiguration;
      expect(mistakes.map((mistake) => mistake.split(':')[0]).sort()).toEqual([
        'DATABASE_URL',
        'PLATFORM_COUNTRY',
        'PORT',
        'STRIPE_SECRET_KEY',
      ]);
      expect(message).not.toContain('hunter2');
    }
  });

  it('refuses a live key together with another API base, and mixed modes', () => {
    expect(() =>
      loadConfig({ ...valid, STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_API_BASE: 'http://127.0.0.1:1' }),
    ).toThrow(/STRIPE_API_BASE/);
    expect(() => loadConfig({ ...valid, STRIPE_PUBLISHABLE_KEY: 'pk_live_1' })).toThrow(/mixed/);
  });

  it('takes addresses of processes, over HTTP only', () => {
    expect(loadConfig({ ...valid, WORKER_URL: 'http://worker:3005' }).processUrls).toEqual({
      webhookIngest: undefined,
      worker: 'http://worker:3005',
    });
    expect(() => loadConfig({ ...valid, WORKER_URL: 'file:///etc/passwd' })).toThrow(/WORKER_URL/);
  });

  it('takes networks of proxies and nothing else for trusted', () => {
    for (const proxies of ['loopback', '10.0.0.0/8', '127.0.0.1,::1', 'loopback, fd00::/8'])
      expect(loadConfig({ ...valid, TRUSTED_PROXIES: proxies }).trustedProxies).toBe(proxies);
    for (const proxies of ['true', 'proxy.example', '10.0.0.0/8,', '10.0.0.0/33', '*'])
      expect(() => loadConfig({ ...valid, TRUSTED_PROXIES: proxies })).toThrow(/TRUSTED_PROXIES/);
  });
});
