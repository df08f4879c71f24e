import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { widgetsFamily } from '../testing/widgets.family.js';

describe('a request is one transaction', () => {
  let running: RunningEmulator;
  beforeEach(async () => {
    running = await startEmulator({ families: [widgetsFamily] });
  });
  afterEach(() => running.stop());

  const objects = () => running.emulator.store.count('widget', running.account);
  const pending = () => running.emulator.book.balance(running.account, 'usd', running.emulator.clock.now).pending;

  it('undoes everything when the handler refuses', async () => {
    expect((await call(running, 'POST', '/v1/widgets', { refuse: 'late' })).status).toBe(400);
    expect([objects(), pending(), running.emulator.store.count('balance_transaction', running.account)]).toEqual([
      0, 0, 0,
    ]);
  });

  it('keeps what a decline leaves, and replays the decline', async () => {
    const key = { 'Idempotency-Key': 'k' };
    const first = await call(running, 'POST', '/v1/widgets', { refuse: 'decline' }, key);
    expect([first.status, objects(), pending()]).toEqual([402, 1, 100]);
    const second = await call(running, 'POST', '/v1/widgets', { refuse: 'decline' }, key);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(objects()).toBe(1);
  });

  it('answers a mistake of a handler with a 500 and changes nothing', async () => {
    const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { status, body } = await call(running, 'POST', '/v1/widgets', { refuse: 'crash' });
    complaint.mockRestore();
    expect(status).toBe(500);
    expect(body).toMatchObject({ error: { type: 'api_error' } });
    expect(objects()).toBe(0);
  });

  it('makes funds available by the clock alone', async () => {
    await call(running, 'POST', '/v1/widgets');
    const { book, clock } = running.emulator;
    expect(book.balance(running.account, 'usd', clock.now)).toMatchObject({ pending: 100, available: 0 });
    await running.advance({ seconds: 3600 });
    expect(book.balance(running.account, 'usd', clock.now)).toMatchObject({ pending: 0, available: 100 });
  });
});
