import Stripe from 'stripe';
import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { sdkOptions } from '../testing/sdk.js';

describe('what Stripe.js loads and asks', () => {
  let running: RunningEmulator;
  let stripe: Stripe;
  beforeAll(async () => {
    running = await startEmulator({ seed: '7' });
    stripe = new Stripe('sk_test_js', sdkOptions(running));
  });
  afterAll(() => running.stop());

  const open = (path: string) => fetch(`${running.url}${path}`);
  const sessions = (params: Record<string, string>) =>
    call(running, 'GET', '/v1/elements/sessions', params, { Authorization: 'Bearer pk_test_js' });

  it('serves the script under the names of its releases, to pages of any origin', async () => {
    for (const [path, version] of [
      ['/v3', '3'],
      ['/v3/', '3'],
      ['/v3/?advancedFraudSignals=false', '3'],
      ['/basil/stripe.js', '"basil"'],
    ] as const) {
      const response = await open(path);
      expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(await response.text()).toMatch(new RegExp(`"version":${version}}\\);$`));
    }
    expect((await open('/favicon.ico')).status).toBe(204);
    const frame = await open('/v3/elements-inner.html');
    expect(frame.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  });

  it('tells which payment methods there are for an intent, and for one to come', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 2500, currency: 'eur' });
    const { body } = await sessions({ type: 'payment_intent', client_secret: intent.client_secret ?? '' });
    expect(body).toMatchObject({
      object: 'elements_session',
      customer: null,
      merchant_country: 'US',
      payment_method_preference: {
        country_code: 'US',
        ordered_payment_method_types: intent.payment_method_types,
        payment_intent: { id: intent.id, amount: 2500 },
        type: 'payment_intent',
      },
    });
    const deferred = {
      type: 'deferred_intent',
      'deferred_intent[mode]': 'payment',
      'deferred_intent[amount]': '2500',
      'deferred_intent[currency]': 'pln',
      'deferred_intent[payment_method_types][0]': 'p24',
    };
    expect((await sessions(deferred)).body).toMatchObject({
      ordered_payment_method_types_and_wallets: ['p24'],
      payment_method_specs: [{ type: 'p24', async: false, fields: [{ type: 'email' }] }],
    });
    expect((await sessions({ ...deferred, 'deferred_intent[currency]': 'usd' })).status).toBe(400);
  });

  it('opens no intent without its secret', async () => {
    const intent = await stripe.setupIntents.create();
    const secret = intent.client_secret ?? '';
    for (const wrong of [`${secret}x`, 'seti_none_secret_x'])
      expect((await sessions({ type: 'setup_intent', client_secret: wrong })).body).toMatchObject({
        error: { type: 'invalid_request_error', param: 'client_secret' },
      });
    expect((await sessions({ type: 'payment_intent' })).body).toMatchObject({
      error: { code: 'parameter_missing', param: 'client_secret' },
    });
  });

  it('shows the saved cards of a customer session again', async () => {
    const { id: customer } = await stripe.customers.create();
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    await stripe.paymentMethods.update(id, { allow_redisplay: 'always' });
    await stripe.paymentMethods.attach('pm_card_mastercard', { customer });
    const features = { payment_method_redisplay: 'enabled' } as const;
    const session = await stripe.customerSessions.create({
      customer,
      components: { payment_element: { enabled: true, features } },
    });
    const { body } = await sessions({
      ...{ type: 'deferred_intent', 'deferred_intent[mode]': 'setup' },
      customer_session_client_secret: session.client_secret,
    });
    expect(body['customer']).toMatchObject({ id: customer, payment_methods: [{ id, card: { last4: '4242' } }] });
  });

  it('links to the address by which browsers reach it', async () => {
    const named = await startEmulator({ publicUrl: 'https://stripe.example.test/' });
    const { url } = await new Stripe('sk_test_js', sdkOptions(named)).checkout.sessions.create({
      ...{ mode: 'setup', currency: 'usd', success_url: 'https://shop.example.test' },
    });
    expect(url).toMatch(/^https:\/\/stripe\.example\.test\/c\/pay\/cs_test_/);
    expect(await (await fetch(`${named.url}/v3/`)).text()).toContain(
      '{"url":"https://stripe.example.test","version":3}',
    );
    await named.stop();
  });

  it('pictures a code that is to be scanned', async () => {
    const intent = await stripe.paymentIntents.create({
      ...{ amount: 2500, currency: 'sgd', confirm: true, return_url: running.url },
      ...{ allowed_payment_method_types: ['paynow'], payment_method_data: { type: 'paynow' } },
    });
    const picture = await fetch(intent.next_action?.paynow_display_qr_code?.image_url_svg ?? '');
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(await picture.text()).toMatch(/^<svg .*<\/svg>$/);
  });
});
