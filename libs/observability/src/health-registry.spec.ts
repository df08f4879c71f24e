import { HealthRegistry } from './health-registry.js';
import { Metrics } from './metrics.js';

describe('HealthRegistry', () => {
  it('is ready when every check passes, and names the ones that do not', async () => {
    const health = new HealthRegistry();
    health.register('database', () => Promise.resolve());
    await expect(health.run()).resolves.toMatchObject({ status: 'ok', checks: { database: { ok: true } } });
    health.register('queue', () => Promise.reject(new Error('refused: postgres://u:CANARY@127.0.0.1/db')));
    const report = await health.run();
    expect(report).toMatchObject({ status: 'failing', checks: { database: { ok: true }, queue: { ok: false } } });
    expect(JSON.stringify(report)).not.toContain('CANARY');
  });

  it('does not wait for a check that hangs', async () => {
    const health = new HealthRegistry();
    health.register('hung', () => new Promise(() => undefined));
    await expect(health.run()).resolves.toMatchObject({
      checks: { hung: { ok: false, error: expect.stringContaining('2000 ms') as string } },
    });
  });

  it('is not ready once it is stopping', async () => {
    const health = new HealthRegistry();
    health.stop();
    await expect(health.run()).resolves.toMatchObject({ status: 'stopping' });
  });

  it('refuses a second check of the same name', () => {
    const health = new HealthRegistry();
    health.register('database', () => Promise.resolve());
    expect(() => {
      health.register('database', () => Promise.resolve());
    }).toThrow(/database/);
  });
});

describe('Metrics', () => {
  it('prints the process figures and our own', async () => {
    const metrics = new Metrics();
    metrics.counter('guildhall_events_total', 'Events', ['outcome']).inc({ outcome: 'ok' });
    metrics.counter('guildhall_events_total', 'Events', ['outcome']).inc({ outcome: 'ok' });
    metrics.histogram('guildhall_lag_seconds', 'Lag', [1, 5]).observe(3);
    metrics.observed('guildhall_depth', 'Depth', () => Promise.resolve(7));
    metrics.observed('guildhall_unreadable', 'Gone', () => Promise.reject(new Error('no database')));
    const text = await metrics.text();
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).toContain('guildhall_events_total{outcome="ok"} 2');
    expect(text).toContain('guildhall_lag_seconds_bucket{le="5"} 1');
    expect(text).toContain('guildhall_depth 7');
    expect(text).not.toMatch(/^guildhall_unreadable \d/m);
  });
});
