import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { isHash, p, parseShape, type Parsed, type RawValue } from '../../core/params.js';
import { provideUpcoming, type UpcomingRequest } from '../invoices/upcoming.js';
import type { NewInvoice } from '../invoices/invoice.types.js';
import { firstLines } from '../subscriptions/first-invoice.js';
import { draftSubscription } from '../subscriptions/subscription-create.js';
import * as field from '../subscriptions/subscription-fields.params.js';
import { invoiceOf } from '../subscriptions/subscription-invoices.js';
import { usageLines } from '../subscriptions/subscription-lines.js';
import { creditUnused } from '../subscriptions/subscription-prorations.js';
import { upcomingRenewal } from '../subscriptions/subscription-renew.js';
import { currentPeriod, isMetered, itemsOf } from '../subscriptions/subscription-state.js';
import { applyUpdate } from '../subscriptions/subscription-update.js';
import type { CreateSubscriptionParams, UpdateSubscriptionParams } from '../subscriptions/subscription.params.js';
import { ENDED, subscriptions, type Subscription } from '../subscriptions/subscription.resource.js';
import { creationOf } from './schedule-apply.js';
import { runSchedule } from './schedule-run.js';
import { schedules } from './schedule.resource.js';

const nowOrTime = p.oneOf(p.enum(['now']), p.timestamp());

/** `subscription_details` of a preview. */
const detailsShape = {
  billing_cycle_anchor: p.oneOf(p.enum(['now', 'unchanged']), p.timestamp()),
  billing_mode: field.billingMode,
  billing_schedules: field.billingSchedules.emptyable(),
  cancel_at: p.oneOf(field.cancelAtNames, p.timestamp()).emptyable(),
  cancel_at_period_end: p.boolean(),
  cancel_now: p.boolean(),
  default_tax_rates: p.array(p.id()).emptyable(),
  items: p.array(p.hash({ ...field.itemFields, clear_usage: p.boolean(), deleted: p.boolean(), id: p.id() })),
  metadata: p.metadata(),
  pause: p.mapOf(p.anything()),
  proration_behavior: field.prorationBehavior,
  proration_date: p.timestamp(),
  resume_at: p.enum(['now']),
  start_date: p.timestamp(),
  trial_end: nowOrTime,
};
type Details = Parsed<typeof detailsShape>;

function detailsOf(raw: RawValue | null): Details {
  if (raw === null || raw === '') return {};
  if (!isHash(raw)) throw invalidRequest('Invalid object', { param: 'subscription_details' });
  return parseShape(detailsShape, raw, 'subscription_details');
}

/** What a subscription bills next: as it is, after a change, or when it is made. */
function upcoming(ctx: Context, request: UpcomingRequest): NewInvoice {
  const details = detailsOf(request.subscriptionDetails);
  const schedule = request.schedule === null ? undefined : ctx.require(schedules, request.schedule, 'schedule');
  const id = request.subscription ?? (schedule?.subscription as string | null | undefined) ?? null;
  if (id !== null) return ofSubscription(ctx, ctx.require(subscriptions, id, 'subscription'), details, request);
  const [phase] = schedule?.phases ?? [];
  if (schedule !== undefined && phase !== undefined)
    return ofNew(ctx.at(Math.max(ctx.now, phase.start_date), ctx.timeline), creationOf(ctx, schedule, phase));
  return ofNew(ctx, creationFrom(details, request.customer));
}

function creationFrom(details: Details, customer: string | null): CreateSubscriptionParams {
  const { billing_cycle_anchor: anchor, start_date: start, items } = details;
  return {
    ...(customer === null ? {} : { customer }),
    items: (items ?? []).map(({ clear_usage: _usage, deleted: _deleted, id: _id, ...item }) => item),
    ...(typeof anchor === 'number' ? { billing_cycle_anchor: anchor } : {}),
    ...(start === undefined ? {} : { backdate_start_date: start }),
    ...pick(details, ['billing_mode', 'default_tax_rates', 'metadata', 'proration_behavior', 'trial_end']),
  };
}

function ofNew(anyTime: Context, params: CreateSubscriptionParams): NewInvoice {
  const { ctx, made, timing } = draftSubscription(anyTime, params);
  const lines = firstLines(ctx, made, timing, params.proration_behavior !== 'none');
  const end = currentPeriod(made).end;
  return { ...invoiceOf(ctx, made, { lines, reason: 'upcoming', autoAdvance: true, period: { start: ctx.now, end } }) };
}

function ofSubscription(
  ctx: Context,
  subscription: Subscription,
  details: Details,
  request: UpcomingRequest,
): NewInvoice {
  if (ENDED.includes(subscription.status)) return nothing(ctx, subscription);
  if (details.cancel_now === true) return atCancellation(ctx, subscription, details);
  const change = changeFrom(details);
  const asked = Object.keys(change).length === 0 ? null : applyUpdate(ctx, subscription, change);
  const changed = ctx.require(subscriptions, subscription.id);
  if (asked !== null) return invoiceOf(ctx, changed, { ...asked, reason: 'upcoming' });
  return nextRenewal(ctx, changed, request.previewMode === 'recurring');
}

function changeFrom(details: Details): UpdateSubscriptionParams {
  const { billing_cycle_anchor: anchor } = details;
  return {
    ...(anchor === 'now' || anchor === 'unchanged' ? { billing_cycle_anchor: anchor } : {}),
    ...pick(details, [
      'cancel_at',
      'cancel_at_period_end',
      'default_tax_rates',
      'items',
      'metadata',
      'proration_behavior',
      'proration_date',
      'trial_end',
    ]),
  };
}

function pick<K extends keyof Details>(details: Details, names: readonly K[]): Pick<Details, K> {
  const given = names.filter((name) => details[name] !== undefined).map((name) => [name, details[name]]);
  return Object.fromEntries(given) as Pick<Details, K>;
}

/** The next renewal as if its time had come; a phase that begins then is in force. */
function nextRenewal(ctx: Context, subscription: Subscription, isRecurringOnly: boolean): NewInvoice {
  const { end } = currentPeriod(subscription);
  if (subscription.cancel_at !== null && subscription.cancel_at <= end) return nothing(ctx, subscription);
  const at = ctx.at(end, ctx.timeline);
  if (subscription.schedule !== null) runSchedule(at, subscription.schedule as string);
  const next = upcomingRenewal(at, at.require(subscriptions, subscription.id));
  if (next === null) return nothing(ctx, subscription);
  return isRecurringOnly ? { ...next, includesPendingItems: false } : next;
}

function atCancellation(ctx: Context, subscription: Subscription, details: Details): NewInvoice {
  const prorates = details.proration_behavior !== 'none' && subscription.status !== 'trialing';
  if (prorates) creditUnused(ctx, subscription, itemsOf(subscription), details.proration_date ?? ctx.now);
  const lines = itemsOf(subscription)
    .filter(isMetered)
    .flatMap((item) => usageLines(ctx, subscription, item, { start: item.current_period_start, end: ctx.now }));
  return invoiceOf(ctx, subscription, { lines, reason: 'upcoming', autoAdvance: true });
}

/** Only what waits already. */
function nothing(ctx: Context, subscription: Subscription): NewInvoice {
  return invoiceOf(ctx, subscription, { lines: [], reason: 'upcoming', autoAdvance: true });
}

provideUpcoming(upcoming);
