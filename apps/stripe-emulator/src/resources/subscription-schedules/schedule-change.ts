import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { cancelNow } from '../subscriptions/subscription-cancel.js';
import { ENDED, subscriptions } from '../subscriptions/subscription.resource.js';
import { atClockTime } from '../test-clocks/clock-time.js';
import { defaultsOf, phasesOf } from './schedule-phases.js';
import { applyPhase, changeSchedule, planSchedule, releaseSchedule } from './schedule-run.js';
import type { cancelScheduleParams, releaseScheduleParams, UpdateScheduleParams } from './schedule.params.js';
import { OPEN, schedules, type Phase, type Schedule } from './schedule.resource.js';

function openSchedule(
  anyTime: Context,
  id: string,
  verb: string,
): { readonly ctx: Context; readonly before: Schedule } {
  const before = anyTime.require(schedules, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  if (OPEN.includes(before.status)) return { ctx, before };
  throw invalidRequest(
    `You cannot ${verb} a subscription schedule that is currently in the \`${before.status}\` status. Only \`not_started\` and \`active\` schedules may be changed.`,
  );
}

/** Changes what is to come. A changed current phase takes effect at once. */
export function updateSchedule(anyTime: Context, id: string, params: UpdateScheduleParams): Schedule {
  const { ctx, before } = openSchedule(anyTime, id, 'update');
  const phases = params.phases === undefined ? before.phases : changedPhases(ctx, before, params.phases);
  const current = before.current_phase === null ? undefined : phases.find((phase) => isNow(phase, ctx.now));
  if (before.status === 'active' && current === undefined)
    throw invalidRequest('The current phase must not be removed from an active subscription schedule.', {
      param: 'phases',
    });
  const after = changeSchedule(ctx, before, {
    ...(params.default_settings === undefined
      ? {}
      : { default_settings: defaultsOf(params.default_settings, before.default_settings) }),
    ...(params.end_behavior === undefined
      ? {}
      : { end_behavior: params.end_behavior === 'none' ? 'release' : params.end_behavior }),
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    phases,
    ...(current === undefined ? {} : { current_phase: { start_date: current.start_date, end_date: current.end_date } }),
  });
  if (current !== undefined && hasNewTerms(before, current)) applyPhase(ctx, after, current, params.proration_behavior);
  ctx.update(schedules, id, {}, { ...ctx.hidden(schedules, id), isAnnounced: false });
  planSchedule(ctx, id);
  return ctx.require(schedules, id);
}

const isNow = ({ start_date: start, end_date: end }: Phase, now: number): boolean => start <= now && now < end;

/** Phases that are over stay on record when they are not sent again. */
function changedPhases(ctx: Context, before: Schedule, asked: NonNullable<UpdateScheduleParams['phases']>): Phase[] {
  const start = before.current_phase?.start_date ?? before.phases[0]?.start_date ?? ctx.now;
  const isFromStart = asked[0]?.start_date === before.phases[0]?.start_date;
  const past = isFromStart ? [] : before.phases.filter(({ end_date: end }) => end <= start);
  return [...past, ...phasesOf(ctx, asked, start)];
}

function hasNewTerms(before: Schedule, current: Phase): boolean {
  const old = before.phases.find(({ start_date: start }) => start === before.current_phase?.start_date);
  const termsOf = (phase: Phase | undefined): string => JSON.stringify({ ...phase, end_date: 0, start_date: 0 });
  return termsOf(old) !== termsOf(current);
}

/** Ends a schedule together with its subscription. */
export function cancelSchedule(
  anyTime: Context,
  id: string,
  { invoice_now: invoicesNow = true, prorate = true }: Infer<typeof cancelScheduleParams>,
): Schedule {
  const { ctx, before } = openSchedule(anyTime, id, 'cancel');
  const canceled = markCanceled(ctx, before, 'subscription_schedule.canceled');
  // By the documentation only delinquency aborts; Stripe's CLI, whose trigger cancels what has not begun, counts on it.
  if (before.status === 'not_started') ctx.emit('subscription_schedule.aborted', canceled, before);
  const subscription =
    before.subscription === null ? undefined : ctx.find(subscriptions, before.subscription as string);
  if (subscription !== undefined && !ENDED.includes(subscription.status))
    cancelNow(ctx, subscription, { reason: 'cancellation_requested', prorates: prorate, invoicesNow });
  return canceled;
}

/** @param event whether it was asked for, or its subscription ended for want of payment */
export function markCanceled(
  ctx: Context,
  before: Schedule,
  event: 'subscription_schedule.canceled' | 'subscription_schedule.aborted',
): Schedule {
  const after = ctx.update(schedules, before.id, { status: 'canceled', canceled_at: ctx.now, current_phase: null });
  ctx.emit(event, after, before);
  planSchedule(ctx, before.id);
  return after;
}

/** Ends a schedule; its subscription goes on as it is. */
export function release(
  anyTime: Context,
  id: string,
  { preserve_cancel_date: keepsCancelDate = true }: Infer<typeof releaseScheduleParams>,
): Schedule {
  const { ctx, before } = openSchedule(anyTime, id, 'release');
  const after = releaseSchedule(ctx, before);
  if (!keepsCancelDate && after.released_subscription !== null)
    ctx.update(subscriptions, after.released_subscription, { cancel_at: null, cancel_at_period_end: false });
  planSchedule(ctx, id);
  return after;
}
