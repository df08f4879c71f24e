import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { noParams, type Infer } from '../../core/params.js';
import { action, defineFamily, route } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';
import { deleteCustomer } from '../customers/customer.routes.js';
import { advanceTestClock, step } from './test-clock-advance.js';
import { advanceTestClockParams, createTestClockParams, listTestClocksParams } from './test-clock.params.js';
import { testClocks } from './test-clock.resource.js';

/** Stripe deletes test clocks by itself after 30 days. */
const LIFETIME_SECONDS = 30 * 86_400;

function createTestClock(ctx: Context, params: Infer<typeof createTestClockParams>): Stripe.TestHelpers.TestClock {
  const clock = ctx.insert(
    testClocks,
    {
      id: ctx.id(testClocks.idPrefix),
      object: 'test_helpers.test_clock',
      created: ctx.now,
      deletes_after: ctx.now + LIFETIME_SECONDS,
      frozen_time: params.frozen_time,
      livemode: false,
      name: params.name ?? null,
      status: 'ready',
      status_details: {},
    },
    { time: params.frozen_time },
  );
  if (params.customer !== undefined) attachCustomer(ctx, params.customer, clock.id);
  ctx.schedule(expire, clock.deletes_after, { clock: clock.id });
  ctx.emit('test_helpers.test_clock.created', clock);
  return clock;
}

function attachCustomer(ctx: Context, id: string, clock: string): void {
  const customer = ctx.require(customers, id, 'customer');
  if (customer.test_clock != null)
    throw invalidRequest(`Customer ${id} already belongs to a test clock.`, { param: 'customer' });
  ctx.update(customers, id, { test_clock: clock });
}

/** Deletes a clock with its customers, whose subscriptions are canceled. */
function deleteTestClock(ctx: Context, clock: Stripe.TestHelpers.TestClock): object {
  for (const customer of ctx.all(customers, { test_clock: clock.id })) deleteCustomer(ctx, customer);
  const stub = ctx.delete(testClocks, clock.id);
  ctx.emit('test_helpers.test_clock.deleted', clock);
  return stub;
}

const expire = action('test_clock.expire', (ctx, args: { clock: string }) => {
  const clock = ctx.find(testClocks, args.clock);
  if (clock !== undefined) deleteTestClock(ctx, clock);
});

const PATH = '/v1/test_helpers/test_clocks';
const permission = 'test_clock';

/** A clock, and when one of its later events is wanted what leads to it. */
function triggerClock(ctx: Context): Stripe.TestHelpers.TestClock {
  return createTestClock(ctx, { frozen_time: ctx.now, name: '(created by the emulator)' });
}
const triggerAdvance = (ctx: Context): void => {
  const clock = triggerClock(ctx);
  advanceTestClock(ctx, clock.id, clock.frozen_time + 86_400);
};

export const testClocksFamily = defineFamily({
  name: 'test-clocks',
  resources: [testClocks],
  actions: [step, expire],
  events: [
    'test_helpers.test_clock.created',
    'test_helpers.test_clock.advancing',
    'test_helpers.test_clock.ready',
    'test_helpers.test_clock.deleted',
    'test_helpers.test_clock.internal_failure',
  ],
  triggers: {
    'test_helpers.test_clock.created': triggerClock,
    'test_helpers.test_clock.advancing': triggerAdvance,
    'test_helpers.test_clock.ready': (ctx) => {
      const clock = triggerClock(ctx);
      ctx.emit('test_helpers.test_clock.ready', clock);
    },
    'test_helpers.test_clock.deleted': (ctx) => {
      deleteTestClock(ctx, triggerClock(ctx));
    },
    'test_helpers.test_clock.internal_failure': (ctx) => {
      const before = triggerClock(ctx);
      const clock = ctx.update(testClocks, before.id, { status: 'internal_failure' });
      ctx.emit('test_helpers.test_clock.internal_failure', clock, before);
    },
  },
  routes: [
    route({
      method: 'POST',
      path: PATH,
      permission,
      params: createTestClockParams,
      handle: (ctx) => createTestClock(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: PATH,
      permission,
      params: listTestClocksParams,
      handle: (ctx) => ctx.list(testClocks),
    }),
    route({
      method: 'GET',
      path: `${PATH}/:id`,
      permission,
      params: noParams,
      handle: (ctx) => ctx.requireOrStub(testClocks, ctx.pathId()),
    }),
    route({
      method: 'DELETE',
      path: `${PATH}/:id`,
      permission,
      params: noParams,
      handle: (ctx) => deleteTestClock(ctx, ctx.require(testClocks, ctx.pathId())),
    }),
    route({
      method: 'POST',
      path: `${PATH}/:id/advance`,
      permission,
      params: advanceTestClockParams,
      handle: (ctx) => advanceTestClock(ctx, ctx.pathId(), ctx.params.frozen_time),
    }),
  ],
});
