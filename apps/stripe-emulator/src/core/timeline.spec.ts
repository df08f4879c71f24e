import { startEmulator, type RunningEmulator } from '../index.js';
import { call } from '../testing/call.js';
import { widgetsFamily } from '../testing/widgets.family.js';

describe('time', () => {
  let running: RunningEmulator;
  let id: string;

  beforeEach(async () => {
    running = await startEmulator({ families: [widgetsFamily] });
    id = (await call(running, 'POST', '/v1/widgets')).body['id'] as string;
  });
  afterEach(() => running.stop());

  const clock = (params: Record<string, string>) => call(running, 'POST', '/_emulator/clock', params);
  const note = (text: string, at: number, again = 0) =>
    call(running, 'POST', `/v1/widgets/${id}/note`, { text, at: String(at), again: String(again) });
  const log = async () => (await call(running, 'GET', `/v1/widgets/${id}`)).body['log'] as string[];

  it('runs what is planned in order of time, each at its own time, with what that plans in turn', async () => {
    await clock({ freeze: 'true' });
    const { now } = running.emulator.clock;
    await note('c', now + 300);
    await note('a', now + 100, 150);
    await note('b', now + 200);
    await note('b2', now + 200);
    await note('later', now + 1000);
    await clock({ advanceSeconds: '500' });
    const wanted = [`a@${now + 100}`, `b@${now + 200}`, `b2@${now + 200}`, `a+@${now + 250}`, `c@${now + 300}`];
    expect(await log()).toEqual(wanted);
    await clock({ advanceTo: String(now + 1000) });
    expect(await log()).toEqual([...wanted, `later@${now + 1000}`]);
  });

  it('stands still while frozen, never goes back, and goes on from there', async () => {
    await clock({ freeze: 'true' });
    const { nowMs } = running.emulator.clock;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(running.emulator.clock.nowMs).toBe(nowMs);
    await clock({ advanceSeconds: '86400' });
    await clock({ advanceTo: '1000' });
    expect(running.emulator.clock.nowMs).toBe(nowMs + 86_400_000);
    await clock({ unfreeze: 'true' });
    expect(running.emulator.clock.nowMs).toBeGreaterThanOrEqual(nowMs + 86_400_000);
    expect(running.emulator.clock.nowMs).toBeLessThan(nowMs + 86_402_000);
  });

  it('lets what is planned for one object happen at once, and for no other', async () => {
    await clock({ freeze: 'true' });
    const { now } = running.emulator.clock;
    const other = (await call(running, 'POST', '/v1/widgets')).body['id'] as string;
    await call(running, 'POST', `/v1/widgets/${other}/note`, { text: 'x', at: String(now + 10) });
    await note('second', now + 200);
    await note('first', now + 100);
    const hasten = (object: string) => call(running, 'POST', '/_emulator/hasten', { object });
    expect((await hasten(id)).body).toEqual({ object: id, action: 'widget.note' });
    expect(await log()).toEqual([`first@${now}`]);
    expect(running.emulator.clock.now).toBe(now);
    expect((await call(running, 'GET', `/v1/widgets/${other}`)).body['log']).toEqual([]);
    await hasten(id);
    const nothing = await hasten(id);
    expect(nothing.status).toBe(404);
    expect(nothing.body['error']).toMatchObject({ message: `nothing is planned for ${id}` });
    await clock({ advanceSeconds: '500' });
    expect(await log()).toEqual([`first@${now}`, `second@${now}`]);
  });

  it('runs what is due by the running clock', async () => {
    const at = running.emulator.clock.now + 1;
    await note('soon', at);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await log()).toEqual([`soon@${at}`]);
  });

  it('drops a plan that fails and goes on with the others', async () => {
    const { now } = running.emulator.clock;
    const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const other = (await call(running, 'POST', '/v1/widgets')).body['id'] as string;
    await call(running, 'POST', `/v1/widgets/${other}/note`, { text: 'x', at: String(now + 10) });
    await note('y', now + 20);
    const { store } = running.emulator;
    const row = store.locate(other);
    if (row !== undefined) store.purge(row);
    await running.advance({ seconds: 60 });
    complaint.mockRestore();
    expect(await log()).toEqual([`y@${now + 20}`]);
    expect(running.emulator.scheduler.nextAt()).toBeUndefined();
  });
});
