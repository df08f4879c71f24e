import type { Emulator } from '../core/emulator.js';
import { StripeError } from '../core/errors.js';
import { events } from '../core/events.js';
import type { FaultRule } from '../core/faults.js';
import { p, parseShape, type RawHash, type Shape } from '../core/params.js';
import type { TriggerType } from '../core/resource.js';
import { coverage } from './coverage.js';

export interface ControlCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  run(emulator: Emulator, input: RawHash, path: Readonly<Record<string, string>>): object | Promise<object>;
}

function call<S extends Shape>(
  method: ControlCall['method'],
  path: string,
  shape: S,
  run: (
    emulator: Emulator,
    input: ReturnType<typeof parseShape<S>>,
    path: Readonly<Record<string, string>>,
  ) => object | Promise<object>,
): ControlCall {
  return { method, path, run: (emulator, input, values) => run(emulator, parseShape(shape, input), values) };
}

const notFound = (message: string): StripeError => new StripeError(404, 'invalid_request_error', message);

function clockOf({ clock, scheduler, webhooks }: Emulator): object {
  return {
    now: clock.now,
    nowMs: clock.nowMs,
    iso: new Date(clock.nowMs).toISOString(),
    frozen: clock.isFrozen,
    nextActionAt: scheduler.nextAt() ?? null,
    nextDeliveryAtMs: Number.isFinite(webhooks.nextDueMs()) ? webhooks.nextDueMs() : null,
  };
}

const limit = { limit: p.integer({ min: 1, max: 2000 }) };
const anyRule = {
  request: p.anything(),
  effect: p.anything(),
  webhook: p.anything(),
  nth: p.integer({ min: 1 }),
  count: p.integer({ min: 1 }),
  probability: p.number({ min: 0, max: 1 }),
};

const world = [
  call('GET', '/_emulator/health', {}, (emulator) => ({
    status: 'ok',
    objects: emulator.store.size,
    account: emulator.platforms.default.id,
    country: emulator.platforms.default.country,
    now: emulator.clock.now,
    pid: process.pid,
    memoryBytes: process.memoryUsage.rss(),
  })),
  call('POST', '/_emulator/reset', {}, async (emulator) => {
    await emulator.reset();
    return { reset: true };
  }),
  call('POST', '/_emulator/snapshot', { name: p.string().required() }, (emulator, { name }) => {
    emulator.snapshots.take(name);
    return { snapshots: emulator.snapshots.names };
  }),
  call('POST', '/_emulator/restore', { name: p.string().required() }, async (emulator, { name }) => {
    if (!(await emulator.snapshots.restore(name))) throw notFound(`no snapshot ${name}`);
    return { restored: name };
  }),
  call('GET', '/_emulator/coverage', {}, (emulator) => coverage(emulator.registry)),
  call(
    'GET',
    '/_emulator/count',
    { type: p.string(), metadata: p.hash({ operation_id: p.string().required() }), account: p.id() },
    (emulator, { type, metadata, account }) => {
      if (metadata === undefined)
        return { count: emulator.store.count(type ?? '', account ?? emulator.platforms.default.id) };
      const rows = emulator.store
        .withOperationId(metadata.operation_id)
        .filter(
          (row) => (type === undefined || row.resource.object === type) && (account ?? row.account) === row.account,
        );
      return { count: rows.length, ids: rows.map((row) => row.object.id) };
    },
  ),
];

const time = [
  call('GET', '/_emulator/clock', {}, clockOf),
  call(
    'POST',
    '/_emulator/clock',
    { freeze: p.boolean(), unfreeze: p.boolean(), advanceSeconds: p.integer({ min: 0 }), advanceTo: p.timestamp() },
    async (emulator, { freeze, unfreeze, advanceSeconds, advanceTo }) => {
      if (freeze === true) emulator.clock.freeze();
      if (advanceSeconds !== undefined) await emulator.timeline.advanceTo(emulator.clock.nowMs + advanceSeconds * 1000);
      if (advanceTo !== undefined) await emulator.timeline.advanceTo(advanceTo * 1000);
      if (unfreeze === true) emulator.clock.unfreeze();
      emulator.transaction(() => {
        emulator.saveClock();
      });
      emulator.timeline.arm();
      return clockOf(emulator);
    },
  ),
  call('POST', '/_emulator/hasten', { object: p.id().required() }, (emulator, { object }) => {
    const action = emulator.timeline.hasten(object);
    if (action === null) throw notFound(`nothing is planned for ${object}`);
    return { object, action };
  }),
];

const faults = [
  call('GET', '/_emulator/faults', {}, (emulator) => ({ data: emulator.faults.list })),
  call('POST', '/_emulator/faults', anyRule, (emulator, rule) =>
    emulator.faults.add(rule as unknown as Omit<FaultRule, 'id'>),
  ),
  call('DELETE', '/_emulator/faults', {}, (emulator) => {
    emulator.faults.clear();
    return { deleted: true };
  }),
  call('DELETE', '/_emulator/faults/:id', {}, (emulator, _input, { id = '' }) => {
    if (!emulator.faults.remove(id)) throw notFound(`no fault rule ${id}`);
    return { id, deleted: true };
  }),
];

const webhooks = [
  call('GET', '/_emulator/requests', limit, (emulator, input) => ({
    data: emulator.requests.latest(input.limit ?? 100),
  })),
  call('GET', '/_emulator/deliveries', limit, (emulator, input) => ({
    mode: emulator.webhooks.mode,
    waiting: emulator.webhooks.waiting,
    data: emulator.webhooks.attempts.latest(input.limit ?? 100),
  })),
  call('POST', '/_emulator/deliveries/flush', {}, async (emulator) => {
    await emulator.webhooks.flush();
    return { waiting: emulator.webhooks.waiting };
  }),
  call('POST', '/_emulator/webhooks', { mode: p.enum(['auto', 'hold']).required() }, (emulator, { mode }) => {
    emulator.webhooks.mode = mode;
    return { mode, waiting: emulator.webhooks.waiting };
  }),
  call(
    'POST',
    '/_emulator/webhooks/deliver',
    {
      times: p.integer({ min: 1, max: 100 }),
      shuffled: p.boolean(),
      seed: p.string(),
      concurrency: p.integer({ min: 1, max: 64 }),
    },
    (emulator, { times = 1, shuffled = false, seed = '0', concurrency }) =>
      emulator.webhooks.deliver({ times, shuffled, seed, concurrency: concurrency ?? (shuffled ? 4 : 1) }),
  ),
  call('POST', '/_emulator/events/:id/resend', { endpoint: p.id() }, (emulator, { endpoint }, { id = '' }) => {
    const row = emulator.store.find('event', '', id);
    if (row === undefined) throw notFound(`no event ${id}`);
    const ctx = emulator.context(row.account, emulator.platforms.ownerOf(row.account));
    const event = ctx.require(events, id);
    return { planned: emulator.transaction(() => emulator.webhooks.resend(ctx, event, { endpoint })) };
  }),
  call(
    'POST',
    '/_emulator/trigger',
    { type: p.string().required(), account: p.id(), overrides: p.mapOf(p.anything()) },
    (emulator, { type, account, overrides }) => {
      const trigger = emulator.registry.triggers.get(type as TriggerType);
      if (trigger === undefined) throw notFound(`no trigger for ${type}`);
      const owner = account === undefined ? emulator.platforms.default : emulator.platforms.ownerOf(account);
      const ctx = emulator.context(account ?? owner.id, owner);
      emulator.transaction(() => {
        trigger(ctx, overrides ?? {});
      });
      return { triggered: type };
    },
  ),
  call('GET', '/_emulator/triggers', {}, (emulator) => ({ data: [...emulator.registry.triggers.keys()].sort() })),
];

export const controlCalls: readonly ControlCall[] = [...world, ...time, ...faults, ...webhooks];
