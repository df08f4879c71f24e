import type { Context } from '../../core/context.js';
import { action, type Action } from '../../core/resource.js';
import { cancelNow } from '../subscriptions/subscription-cancel.js';
import { createSubscription } from '../subscriptions/subscription-create.js';
import { updateSubscription } from '../subscriptions/subscription-update.js';
import { ENDED, subscriptions } from '../subscriptions/subscription.resource.js';
import { changeTo, creationOf } from './schedule-apply.js';
import { OPEN, schedules, type Phase, type Schedule } from './schedule.resource.js';

/** Stripe's documentation says seven days; its CLI, whose trigger of this event advances a clock, counts on nine. */
const NOTICE_SECONDS = 9 * 86_400;

const currentIndex = ({ phases, current_phase: current }: Schedule): number =>
  current === null ? -1 : phases.findIndex(({ start_date: start }) => start === current.start_date);

/** Changes a schedule and announces it. */
export function changeSchedule(ctx: Context, before: Schedule, patch: Partial<Schedule>): Schedule {
  const after = ctx.update(schedules, before.id, patch);
  ctx.emit('subscription_schedule.updated', after, before);
  return after;
}

/** Does what is due: begins, goes to the next phase, ends. Whoever comes first at that time does it. */
export function runSchedule(ctx: Context, id: string): void {
  for (let schedule = ctx.find(schedules, id); schedule !== undefined; schedule = ctx.find(schedules, id)) {
    if (!OPEN.includes(schedule.status)) return;
    const index = currentIndex(schedule);
    const current = schedule.phases[index];
    const next = schedule.phases[index + 1];
    if (current === undefined) {
      if (next === undefined || next.start_date > ctx.now) return;
      begin(ctx, schedule, next);
      continue;
    }
    if (current.end_date > ctx.now) return;
    if (next === undefined) end(ctx, schedule, current);
    else goTo(ctx, schedule, next);
  }
}

/** The first phase makes the subscription. */
export function begin(ctx: Context, before: Schedule, phase: Phase): Schedule {
  const window = { start_date: phase.start_date, end_date: phase.end_date };
  ctx.update(schedules, before.id, { status: 'active', current_phase: window });
  const subscription = createSubscription(ctx, creationOf(ctx, before, phase), { schedule: before.id });
  const after = ctx.update(schedules, before.id, { subscription: subscription.id });
  if (before.status === 'not_started' && ctx.hidden(schedules, before.id).wake !== null)
    ctx.emit('subscription_schedule.updated', after, before);
  return after;
}

function goTo(ctx: Context, before: Schedule, phase: Phase): void {
  const window = { start_date: phase.start_date, end_date: phase.end_date };
  const after = changeSchedule(ctx, before, { current_phase: window });
  applyPhase(ctx, after, phase);
}

/** Makes the subscription what a phase says. */
export function applyPhase(
  ctx: Context,
  schedule: Schedule,
  phase: Phase,
  proration?: 'always_invoice' | 'create_prorations' | 'none',
): void {
  const subscription = ctx.require(subscriptions, schedule.subscription as string);
  const change = changeTo(ctx, schedule, subscription, phase);
  updateSubscription(ctx, subscription.id, {
    ...change,
    ...(proration === undefined ? {} : { proration_behavior: proration }),
  });
}

function end(ctx: Context, schedule: Schedule, last: Phase): void {
  if (schedule.end_behavior === 'renew') {
    const length = last.end_date - last.start_date;
    const again = { ...last, start_date: last.end_date, end_date: last.end_date + length, add_invoice_items: [] };
    const window = { start_date: again.start_date, end_date: again.end_date };
    changeSchedule(ctx, schedule, { phases: [...schedule.phases, again], current_phase: window });
    return;
  }
  if (schedule.end_behavior === 'cancel') {
    complete(ctx, schedule);
    const subscription = ctx.require(subscriptions, schedule.subscription as string);
    if (!ENDED.includes(subscription.status))
      cancelNow(ctx, subscription, { reason: 'cancellation_requested', invoicesNow: true });
    return;
  }
  complete(ctx, schedule);
  releaseSchedule(ctx, ctx.require(schedules, schedule.id));
}

function complete(ctx: Context, before: Schedule): void {
  const after = ctx.update(schedules, before.id, { status: 'completed', completed_at: ctx.now, current_phase: null });
  ctx.emit('subscription_schedule.completed', after, before);
}

/** Lets the subscription go on by itself. */
export function releaseSchedule(ctx: Context, before: Schedule): Schedule {
  const subscription = before.subscription as string | null;
  if (subscription !== null) ctx.update(subscriptions, subscription, { schedule: null });
  const after = ctx.update(schedules, before.id, {
    status: 'released',
    released_at: ctx.now,
    released_subscription: subscription,
    subscription: null,
    current_phase: null,
  });
  ctx.emit('subscription_schedule.released', after, before);
  return after;
}

/** Plans what comes next; call it after each change. */
export function planSchedule(ctx: Context, id: string): void {
  const schedule = ctx.require(schedules, id);
  const hidden = ctx.hidden(schedules, id);
  if (hidden.wake !== null) ctx.cancel(hidden.wake);
  const next = OPEN.includes(schedule.status) ? nextMoment(schedule, hidden.isAnnounced) : null;
  const planned = next === null ? null : ctx.schedule(wakeSchedule, Math.max(next, ctx.now), { schedule: id });
  ctx.update(schedules, id, {}, { ...hidden, wake: planned });
}

function nextMoment(schedule: Schedule, isAnnounced: boolean): number | null {
  const current = schedule.phases[currentIndex(schedule)];
  const last = schedule.phases.at(-1);
  if (last === undefined) return null;
  const boundary = current?.end_date ?? schedule.phases[0]?.start_date ?? last.end_date;
  return isAnnounced || current === undefined ? boundary : Math.min(boundary, last.end_date - NOTICE_SECONDS);
}

export const wakeSchedule: Action<{ schedule: string }> = action(
  'subscription_schedule.wake',
  (ctx, { schedule: id }) => {
    const schedule = ctx.find(schedules, id);
    if (schedule === undefined) return;
    const hidden = ctx.hidden(schedules, id);
    const last = schedule.phases.at(-1);
    const isSoonOver = last !== undefined && last.end_date - NOTICE_SECONDS <= ctx.now && last.end_date > ctx.now;
    if (schedule.status === 'active' && isSoonOver && !hidden.isAnnounced) {
      ctx.update(schedules, id, {}, { ...hidden, isAnnounced: true });
      ctx.emit('subscription_schedule.expiring', schedule);
    }
    runSchedule(ctx, id);
    planSchedule(ctx, id);
  },
);
