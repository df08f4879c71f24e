import fc from 'fast-check';
import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { widgetsFamily } from '../testing/widgets.family.js';
import { Faults, globs } from './faults.js';

describe('fault rules', () => {
  let running: RunningEmulator;
  beforeEach(async () => {
    running = await startEmulator({ families: [widgetsFamily], seed: '7' });
  });
  afterEach(() => running.stop());

  const add = async (rule: object) =>
    (await (await fetch(`${running.url}/_emulator/faults`, { method: 'POST', body: JSON.stringify(rule) })).json()) as {
      id: string;
    };
  const create = (params: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    call(running, 'POST', '/v1/widgets', params, headers);
  const statuses = async (times: number) => {
    const seen: number[] = [];
    for (let time = 0; time < times; time += 1) seen.push((await create()).status);
    return seen;
  };

  it('answers an error of its own, on the n-th match only', async () => {
    await add({
      request: { method: 'POST', path: '/v1/wid*' },
      effect: { status: 409, error: { code: 'lock_timeout', message: 'busy' } },
      nth: 2,
    });
    expect(await statuses(3)).toEqual([200, 409, 200]);
    expect(running.emulator.store.count('widget', running.account)).toBe(2);
  });

  it('matches by header and by parameter', async () => {
    await add({ request: { headers: { 'X-Case': 'a' }, params: { name: 'bad' } }, effect: { status: 429 } });
    expect((await create({ name: 'bad' })).status).toBe(200);
    expect((await create({ name: 'good' }, { 'X-Case': 'a' })).status).toBe(200);
    const limited = await create({ name: 'bad' }, { 'X-Case': 'a' });
    expect(limited).toMatchObject({ status: 429, body: { error: { code: 'rate_limit' } } });
  });

  it('stops after its count, and when deleted', async () => {
    await add({ effect: { status: 500 }, count: 2 });
    expect(await statuses(3)).toEqual([500, 500, 200]);
    const { id } = await add({ effect: { status: 503 } });
    expect(await statuses(1)).toEqual([503]);
    expect((await call(running, 'GET', '/_emulator/faults')).body).toMatchObject({
      data: [{ applied: 2 }, { id, applied: 1 }],
    });
    await call(running, 'DELETE', `/_emulator/faults/${id}`);
    expect(await statuses(1)).toEqual([200]);
    expect((await call(running, 'DELETE', '/_emulator/faults/none')).status).toBe(404);
  });

  it('delays', async () => {
    await add({ effect: { delayMs: 120 }, count: 1 });
    const started = performance.now();
    expect((await create()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(110);
  });

  it('draws the same misfortunes from the same seed', () => {
    const drawn = (seed: string) => {
      const faults = new Faults(seed);
      faults.add({ effect: { status: 500 }, probability: 0.3 });
      const subject = { method: 'GET', path: '/', headers: {}, param: () => undefined };
      return Array.from({ length: 200 }, () => faults.forRequest(subject) !== undefined);
    };
    expect(drawn('1')).toEqual(drawn('1'));
    expect(drawn('1')).not.toEqual(drawn('2'));
    const hits = drawn('1').filter(Boolean).length;
    expect(hits).toBeGreaterThan(35);
    expect(hits).toBeLessThan(85);
  });

  it('globs like a pattern would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (glob, value) => {
        const expression = new RegExp(`^${glob.replaceAll('*', '.*')}$`);
        expect(globs(glob, value)).toBe(expression.test(value));
      }),
      { numRuns: 2000 },
    );
  });
});
