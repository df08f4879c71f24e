import type { Context } from '../../core/context.js';
import { invalidRequest, StripeError } from '../../core/errors.js';
import { createDiscounts, removeDiscount } from '../discounts/discount.create.js';
import { atClockTime } from '../test-clocks/clock-time.js';
import { addPendingItems } from './add-invoice-items.js';
import { addIntervals } from './cycle.js';
import { changedItems } from './item-changes.js';
import { assertFit, withPeriod } from './item-spec.js';
import { updateInTodaysWords } from './older-ways.js';
import { holdUpdate } from './pending-update.js';
import { draftInvoice, type InvoiceRequest } from './subscription-invoices.js';
import { periodLines, trialLine, usageLines } from './subscription-lines.js';
import { settleNow, type PaymentBehavior, type PaymentOutcome } from './subscription-payment.js';
import { chargeRemaining, creditUnused, pendingItemsOf } from './subscription-prorations.js';
import { changedSettings } from './subscription-settings.js';
import { billingOrder, isMetered, itemsOf, quantityOf, saveItems } from './subscription-state.js';
import type { UpdateSubscriptionParams } from './subscription.params.js';
import { ENDED, subscriptions, type Subscription, type SubscriptionItem } from './subscription.resource.js';
import { endsWithoutMethod } from './subscription-renew.js';
import { planWake } from './subscription-wake.js';
import { cancellation } from './update-cancellation.js';
import { newTiming, periodIn, type NewTiming } from './update-timing.js';

/**
 * Changes a subscription: its items with prorations, its billing dates, its settings.
 * @throws StripeError 400, or 402 under `error_if_incomplete`, which changes nothing
 */
export function updateSubscription(anyTime: Context, id: string, given: UpdateSubscriptionParams): Subscription {
  const before = anyTime.require(subscriptions, id);
  const params = updateInTodaysWords(anyTime, before, given);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  assertChangeable(before, params);
  const endsTrial = before.status === 'trialing' && given.trial_end === 'now' && Object.keys(given).length === 1;
  if (endsTrial && endsWithoutMethod(ctx, before)) {
    planWake(ctx, id);
    return ctx.update(subscriptions, id, { trial_end: ctx.now });
  }
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
  assertFit(ctx, changed, before.currency, before.billing_mode.type === 'flexible');
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
  if (timing.period !== null) ctx.update(subscriptions, id, {}, { ...ctx.hidden(subscriptions, id), billedUsage: {} });
  const isAtOnce = params.proration_behavior === 'always_invoice' && pendingItemsOf(ctx, id).length > 0;
  if (lines.length === 0 && !isAtOnce) return null;
  return { lines, reason: 'subscription_update', autoAdvance: before.pause_collection === null, prorationDate };
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
      : billingOrder(itemsOf(before))
          .filter(isMetered)
          .flatMap((item) => usageLines(ctx, before, item, { start: item.current_period_start, end: ctx.now }));
  const begun = billingOrder(itemsOf(after)).flatMap((item) => {
    const period = periodIn(timing, item);
    if (timing.isTrial) return [trialLine(ctx, after, item, period)];
    return isMetered(item) ? [] : periodLines(ctx, after, item, period);
  });
  return [...usage, ...begun];
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
