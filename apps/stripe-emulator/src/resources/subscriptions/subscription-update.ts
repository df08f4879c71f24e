import type { Context } from '../../core/context.js';
import { invalidRequest, StripeError, unknownParams } from '../../core/errors.js';
import { createDiscounts, legacyDiscounts, removeDiscount } from '../discounts/discount.create.js';
import { atClockTime } from '../test-clocks/clock-time.js';
import { addPendingItems } from './add-invoice-items.js';
import { cancelMoment } from './cancel-at.js';
import { addIntervals, isSameInterval, type Period } from './cycle.js';
import { intervalOf } from './first-invoice.js';
import { changedItems } from './item-changes.js';
import { assertFit, withPeriod } from './item-spec.js';
import { holdUpdate } from './pending-update.js';
import { draftInvoice, type InvoiceRequest } from './subscription-invoices.js';
import { periodLines, trialLine, usageLines } from './subscription-lines.js';
import { settleNow, type PaymentBehavior, type PaymentOutcome } from './subscription-payment.js';
import { chargeRemaining, creditUnused, netAmount, pendingItemsOf } from './subscription-prorations.js';
import { changedSettings } from './subscription-settings.js';
import { isMetered, itemsOf, quantityOf, saveItems } from './subscription-state.js';
import type { UpdateSubscriptionParams } from './subscription.params.js';
import { ENDED, subscriptions, type Subscription, type SubscriptionItem } from './subscription.resource.js';
import { planWake } from './subscription-wake.js';

/**
 * Changes a subscription: its items with prorations, its billing dates, its settings.
 * @throws StripeError 400, or 402 under `error_if_incomplete`, which changes nothing
 */
export function updateSubscription(anyTime: Context, id: string, given: UpdateSubscriptionParams): Subscription {
  const before = anyTime.require(subscriptions, id);
  const params = withoutOlderWays(anyTime, before, given);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  assertChangeable(before, params);
  const request = applyUpdate(ctx, before, params);
  if (request !== null) {
    const behavior = params.payment_behavior ?? 'allow_incomplete';
    const invoice = draftInvoice(ctx, ctx.require(subscriptions, id), request).id;
    const outcome = settle(ctx, before, invoice, behavior, params);
    if (outcome !== 'paid' && outcome !== 'processing') {
      if (behavior === 'pending_if_incomplete') return holdUpdate(ctx, before, invoice, params);
      ctx.update(subscriptions, id, { status: 'past_due' });
    }
  }
  planWake(ctx, id);
  const after = ctx.require(subscriptions, id);
  if (hasChanged(before, after)) ctx.emit('customer.subscription.updated', after, before);
  return after;
}

function hasChanged(before: Subscription, after: Subscription): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

function withoutOlderWays(
  ctx: Context,
  before: Subscription,
  params: UpdateSubscriptionParams,
): UpdateSubscriptionParams {
  const { plan, quantity, coupon, promotion_code, prorate, source, tax_percent, ...today } = params;
  const older = { plan, quantity, coupon, promotion_code, prorate, source, tax_percent };
  const used = Object.entries(older).filter(([, value]) => value !== undefined);
  if (used.length === 0) return params;
  if (ctx.apiVersion >= '2025-03-31') throw unknownParams(used.map(([name]) => name));
  const [only, second] = itemsOf(before);
  if ((plan !== undefined || quantity !== undefined) && (only === undefined || second !== undefined))
    throw invalidRequest('You cannot use `plan` or `quantity` on a subscription with several items: use `items`.', {
      param: 'plan',
    });
  const item = {
    ...(only === undefined ? {} : { id: only.id }),
    ...(plan === undefined ? {} : { plan }),
    ...(quantity === undefined ? {} : { quantity }),
  };
  return {
    ...today,
    ...(plan === undefined && quantity === undefined ? {} : { items: [item] }),
    ...(coupon === undefined && promotion_code === undefined
      ? {}
      : { discounts: legacyDiscounts({ coupon: coupon ?? null, promotion_code: promotion_code ?? null }) }),
    ...(prorate === undefined ? {} : { proration_behavior: prorate ? 'create_prorations' : 'none' }),
  };
}

const OF_CANCELED: readonly string[] = ['cancellation_details', 'metadata'];

function assertChangeable(subscription: Subscription, params: UpdateSubscriptionParams): void {
  const refused = Object.keys(params).find((name) => !OF_CANCELED.includes(name));
  if (ENDED.includes(subscription.status) && refused !== undefined)
    throw invalidRequest('A canceled subscription can only update its cancellation_details and metadata.', {
      code: 'invalid_canceled_subscription_fields',
      param: refused,
    });
  if (params.cancel_at != null && params.cancel_at_period_end === true)
    throw invalidRequest('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      param: 'cancel_at',
    });
  if (params.proration_date !== undefined) assertProrationDate(subscription, params.proration_date);
}

function assertProrationDate(subscription: Subscription, date: number): void {
  const isWithin = itemsOf(subscription).some(
    ({ current_period_start: start, current_period_end: end }) => date >= start && date <= end,
  );
  if (!isWithin)
    throw invalidRequest(
      'Invalid value for proration_date: the date must be within the current period of the subscription.',
      { param: 'proration_date' },
    );
}

/**
 * Changes everything. Previews undo it again.
 * @returns the invoice that is to be made and paid at once; null for none
 */
export function applyUpdate(
  ctx: Context,
  before: Subscription,
  params: UpdateSubscriptionParams,
): InvoiceRequest | null {
  const { id } = before;
  const prorationDate = params.proration_date ?? ctx.now;
  const changed = params.items === undefined ? itemsOf(before) : changedItems(ctx, before, params.items);
  assertFit(changed, before.currency, before.billing_mode.type === 'flexible');
  const timing = newTiming(ctx, before, changed, params);
  const discounts = changedDiscounts(ctx, before, params.discounts);
  const priced = ctx.update(subscriptions, id, { discounts });
  const prorates = params.proration_behavior !== 'none' && before.status !== 'trialing' && before.status !== 'paused';
  if (prorates) addProrations(ctx, { before, priced }, changed, timing, prorationDate);
  const timed = timing.period === null ? changed : changed.map((item) => withPeriod(item, periodIn(timing, item)));
  saveItems(ctx, id, timed);
  const canceled = cancellation(ctx, before, timed, params);
  const settings = changedSettings(ctx, params, before);
  const after = ctx.update(subscriptions, id, {
    ...settings,
    ...canceled,
    ...timing.fields,
    ...pauseOf(params),
    ...pendingItemsDate(ctx, before, settings.pending_invoice_item_interval),
  });
  addPendingItems(ctx, after, params.add_invoice_items ?? []);
  const lines = timing.period === null ? [] : restartLines(ctx, before, after, timing);
  const isAtOnce = params.proration_behavior === 'always_invoice' && pendingItemsOf(ctx, id).length > 0;
  if (lines.length === 0 && !isAtOnce) return null;
  return { lines, reason: 'subscription_update', autoAdvance: before.pause_collection === null, prorationDate };
}

interface NewTiming {
  /** Set when the billing period starts over: the trial or, with `end` null, one interval of each item. */
  readonly period: { readonly start: number; readonly end: number | null } | null;
  readonly isTrial: boolean;
  readonly fields: Partial<Subscription>;
}

/** Whether a change lets the billing period start over, and with what. */
function newTiming(
  ctx: Context,
  before: Subscription,
  items: readonly SubscriptionItem[],
  params: UpdateSubscriptionParams,
): NewTiming {
  const restart = { billing_cycle_anchor: ctx.now, billing_cycle_anchor_config: null };
  const { trial_end: trialEnd, billing_cycle_anchor: anchor } = params;
  const isNow = anchor === 'now' || (typeof anchor === 'object' && anchor.type === 'now');
  if (typeof trialEnd === 'number') {
    if (trialEnd <= ctx.now)
      throw invalidRequest('The `trial_end` timestamp must be an integer Unix timestamp in the future.', {
        param: 'trial_end',
      });
    const trial = { trial_start: before.trial_start ?? ctx.now, trial_end: trialEnd, status: 'trialing' };
    return {
      period: { start: ctx.now, end: trialEnd },
      isTrial: true,
      fields: { ...restart, billing_cycle_anchor: trialEnd, ...trial },
    };
  }
  const endsTrial = before.status === 'trialing' && (trialEnd === 'now' || isNow);
  const none = { period: null, isTrial: false, fields: {} };
  if (endsTrial)
    return {
      ...none,
      period: { start: ctx.now, end: null },
      fields: { ...restart, trial_end: ctx.now, status: 'active' },
    };
  if (before.status === 'trialing') return none;
  if (!isNow && !hasNewInterval(before, items) && !startsToCost(ctx, before, items)) return none;
  return { ...none, period: { start: ctx.now, end: null }, fields: restart };
}

/** Switching to another interval starts a new period, and so does going from free to paid. */
function hasNewInterval(before: Subscription, items: readonly SubscriptionItem[]): boolean {
  const old = itemsOf(before);
  return items.every(({ price }) => !old.some((item) => isSameInterval(item.price.recurring, price.recurring)));
}

function startsToCost(ctx: Context, before: Subscription, items: readonly SubscriptionItem[]): boolean {
  const costs = (item: SubscriptionItem): boolean => !isMetered(item) && netAmount(ctx, before, item) > 0;
  const old = itemsOf(before);
  const wasChanged = items.some((item) => !old.some((other) => other.price.id === item.price.id));
  return wasChanged && !old.some((item) => isMetered(item) || costs(item)) && items.some(costs);
}

function periodIn({ period }: NewTiming, item: SubscriptionItem): Period {
  const start = period?.start ?? item.current_period_start;
  return { start, end: period?.end ?? addIntervals(start, intervalOf(item), 1) };
}

/** Credits what was paid for and is no longer used, and charges what takes its place until the period ends. */
function addProrations(
  ctx: Context,
  { before, priced }: { readonly before: Subscription; readonly priced: Subscription },
  items: readonly SubscriptionItem[],
  timing: NewTiming,
  at: number,
): void {
  const old = itemsOf(before);
  const isKept = (item: SubscriptionItem, others: readonly SubscriptionItem[]): boolean =>
    timing.period === null &&
    others.some(
      (other) => other.id === item.id && other.price.id === item.price.id && quantityOf(other) === quantityOf(item),
    );
  for (const item of old) {
    if (isKept(item, items)) continue;
    creditUnused(ctx, before, [item], at);
    const successor = items.find(({ id }) => id === item.id);
    if (timing.period === null && successor !== undefined) chargeRemaining(ctx, priced, [successor], at);
  }
  if (timing.period !== null) return;
  chargeRemaining(
    ctx,
    priced,
    items.filter(({ id }) => !old.some((item) => item.id === id)),
    at,
  );
}

/** The lines of the invoice that a new billing period begins with. */
function restartLines(ctx: Context, before: Subscription, after: Subscription, timing: NewTiming) {
  const usage =
    before.status === 'trialing'
      ? []
      : itemsOf(before)
          .filter(isMetered)
          .flatMap((item) => usageLines(ctx, before, item, { start: item.current_period_start, end: ctx.now }));
  const begun = itemsOf(after).flatMap((item) => {
    const period = periodIn(timing, item);
    if (timing.isTrial) return [trialLine(ctx, after, item, period)];
    return isMetered(item) ? [] : periodLines(ctx, after, item, period);
  });
  return [...usage, ...begun];
}

function cancellation(
  ctx: Context,
  before: Subscription,
  items: readonly SubscriptionItem[],
  params: UpdateSubscriptionParams,
): Partial<Subscription> {
  const given = params.cancellation_details;
  const old = before.cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason: null };
  const details = given === undefined ? old : { ...old, ...given };
  const { cancel_at: at, cancel_at_period_end: atPeriodEnd } = params;
  if (at == null && atPeriodEnd !== true) {
    if (at === undefined && atPeriodEnd === undefined)
      return given === undefined ? {} : { cancellation_details: details };
    const isOver = ENDED.includes(before.status);
    return {
      cancel_at: null,
      cancel_at_period_end: false,
      ...(isOver ? {} : { canceled_at: null }),
      cancellation_details: { ...details, reason: null },
    };
  }
  const moment = cancelMoment(
    { ...(at == null ? {} : { cancel_at: at }), cancel_at_period_end: atPeriodEnd ?? false },
    items,
  );
  if (moment !== null && moment <= ctx.now)
    throw invalidRequest('The `cancel_at` timestamp must be in the future.', { param: 'cancel_at' });
  return {
    cancel_at: moment,
    cancel_at_period_end: atPeriodEnd ?? false,
    canceled_at: ctx.now,
    cancellation_details: { ...details, reason: 'cancellation_requested' },
  };
}

function pauseOf({ pause_collection: asked }: UpdateSubscriptionParams): Partial<Subscription> {
  if (asked === undefined) return {};
  if (asked === null) return { pause_collection: null };
  return { pause_collection: { behavior: asked.behavior, resumes_at: asked.resumes_at ?? null } };
}

function pendingItemsDate(
  ctx: Context,
  before: Subscription,
  interval: Subscription['pending_invoice_item_interval'],
): Partial<Subscription> {
  if (JSON.stringify(before.pending_invoice_item_interval) === JSON.stringify(interval)) return {};
  return { next_pending_invoice_item_invoice: interval === null ? null : addIntervals(ctx.now, interval, 1) };
}

function changedDiscounts(ctx: Context, before: Subscription, asked: UpdateSubscriptionParams['discounts']): string[] {
  const old = before.discounts as string[];
  if (asked === undefined) return old;
  const owner = { customer: before.customer as string, subscription: before.id };
  const kept = createDiscounts(ctx, asked ?? [], owner);
  for (const id of old) if (!kept.includes(id)) removeDiscount(ctx, id);
  return kept;
}

function settle(
  ctx: Context,
  before: Subscription,
  invoice: string,
  behavior: PaymentBehavior,
  params: UpdateSubscriptionParams,
): PaymentOutcome {
  const { collection_method: method } = ctx.require(subscriptions, before.id);
  if (method === 'send_invoice' || before.pause_collection !== null) return 'processing';
  try {
    return settleNow(ctx, invoice, behavior, params.off_session ?? false);
  } catch (error) {
    // A subscription that has run already goes on without a method; its payment is then overdue.
    const isAllowed = error instanceof StripeError && error.details.code === 'resource_missing';
    if (isAllowed && behavior === 'allow_incomplete') return 'failed';
    throw error;
  }
}
