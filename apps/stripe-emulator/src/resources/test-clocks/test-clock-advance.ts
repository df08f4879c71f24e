import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { longestAdvance } from './advance-limit.js';
import { testClocks } from './test-clock.resource.js';

type TestClock = Stripe.TestHelpers.TestClock;

/** Starts to move a clock. What is due until then happens right after the answer, one moment after the other. */
export function advanceTestClock(ctx: Context, id: string, target: number): TestClock {
  const before = ctx.require(testClocks, id);
  if (before.status === 'advancing')
    throw invalidRequest('Test clock advancement underway - cannot perform modifications until it is complete.', {
      code: 'test_clock_advancing',
    });
  if (before.status !== 'ready')
    throw invalidRequest(`Test clock ${id} is in status ${before.status} and cannot be advanced.`);
  if (target <= before.frozen_time)
    throw invalidRequest(
      `The frozen_time you provided (${target}) must be after the test clock's current frozen_time (${before.frozen_time}).`,
      { param: 'frozen_time' },
    );
  if (target > longestAdvance(ctx, before))
    throw invalidRequest(
      'Test clocks can be advanced by at most two intervals of the shortest subscription on them, or two years when they have no subscription.',
      { param: 'frozen_time' },
    );
  const clock = ctx.update(testClocks, id, {
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: target } },
  });
  ctx.emit('test_helpers.test_clock.advancing', clock, before);
  ctx.schedule(step, ctx.now, { clock: id }, null);
  return clock;
}

/** Lets everything happen that is planned for the clock's next moment, then comes back for the one after. */
export const step = action(
  'test_clock.step',
  (ctx, args: { clock: string }) => {
    const clock = ctx.find(testClocks, args.clock);
    const target = clock?.status_details.advancing?.target_frozen_time;
    if (clock === undefined || target === undefined) return;
    const next = ctx.nextPlanned(clock.id);
    if (next === undefined || next > target) {
      arrive(ctx, clock, target);
      return;
    }
    const { time } = ctx.hidden(testClocks, clock.id);
    ctx.update(testClocks, clock.id, {}, { time: Math.max(time, next) });
    try {
      ctx.runTimeline(clock.id, next);
    } catch (error) {
      console.error(`test clock ${clock.id} failed at ${next}`, error);
      stall(ctx, clock);
      return;
    }
    ctx.schedule(step, ctx.now, { clock: clock.id }, null);
  },
  { isPaced: true },
);

function arrive(ctx: Context, before: TestClock, target: number): void {
  const patch = { frozen_time: target, status: 'ready', status_details: {} };
  const clock = ctx.update(testClocks, before.id, patch, { time: target });
  ctx.emit('test_helpers.test_clock.ready', clock, before);
}

function stall(ctx: Context, before: TestClock): void {
  const clock = ctx.update(testClocks, before.id, { status: 'internal_failure', status_details: {} });
  ctx.emit('test_helpers.test_clock.internal_failure', clock, before);
}
