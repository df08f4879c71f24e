import type { Context } from '../../core/context.js';
import { pendingItems } from '../invoice-items/pending-items.js';
import { finalizeInvoice } from '../invoices/invoice-finalize.js';
import { markUncollectible, voidInvoice } from '../invoices/invoice-end.js';
import type { LineInput, NewInvoice } from '../invoices/invoice.types.js';
import { amountFor } from '../prices/price-amount.js';
import { addIntervals, periodAround, type Period } from './cycle.js';
import { intervalOf } from './first-invoice.js';
import { withPeriod } from './item-spec.js';
import { hasPaymentMethod } from './pending-setup.js';
import { shareAfter } from './proration.js';
import { cancelNow } from './subscription-cancel.js';
import { draftInvoice, invoiceOf, type InvoiceRequest } from './subscription-invoices.js';
import { partLine, periodLines, usageLines } from './subscription-lines.js';
import {
  billingOrder,
  changeSubscription,
  currentPeriod,
  isMetered,
  itemsOf,
  quantityOf,
  saveItems,
} from './subscription-state.js';
import { subscriptions, type Subscription, type SubscriptionItem } from './subscription.resource.js';

/** Ends the periods that are over: bills what was used and the next period, and lets a trial become a subscription. */
export function renew(ctx: Context, before: Subscription): void {
  const isTrialEnd = before.status === 'trialing';
  if (isTrialEnd && endsWithoutMethod(ctx, before)) return;
  const lines = renewalLines(ctx, before);
  const moved = saveItems(
    ctx,
    before.id,
    itemsOf(before).map((item) => (isOver(item, ctx.now) ? withPeriod(item, nextPeriod(before, item, ctx.now)) : item)),
  );
  ctx.update(subscriptions, before.id, {}, { ...ctx.hidden(subscriptions, before.id), billedUsage: {} });
  const request = renewalOf(before, lines);
  const invoice = draftInvoice(ctx, moved, request);
  const after = ctx.update(subscriptions, before.id, {
    latest_invoice: invoice.id,
    ...(isTrialEnd ? { status: 'active' } : {}),
  });
  ctx.emit('customer.subscription.updated', after, before);
  settlePaused(ctx, after, invoice.id);
}

/** The invoice that a renewal at this moment would make, for announcements and previews. */
export function upcomingRenewal(ctx: Context, subscription: Subscription): NewInvoice | null {
  const lines = renewalLines(ctx, subscription);
  if (lines.length === 0) return null;
  return invoiceOf(ctx, subscription, { ...renewalOf(subscription, lines), reason: 'upcoming' });
}

function renewalOf(before: Subscription, lines: LineInput[]): InvoiceRequest {
  return {
    lines,
    reason: 'subscription_cycle',
    autoAdvance: before.pause_collection === null && before.status !== 'unpaid',
    period: currentPeriod(before),
  };
}

const isOver = (item: SubscriptionItem, now: number): boolean => item.current_period_end <= now;

function nextPeriod(subscription: Subscription, item: SubscriptionItem, now: number): Period {
  const start = item.current_period_end;
  const anchor = subscription.billing_cycle_anchor;
  if (anchor > start) return { start, end: anchor };
  return { start, end: periodAround(anchor, intervalOf(item), Math.max(start, now)).end };
}

function renewalLines(ctx: Context, subscription: Subscription): LineInput[] {
  const isTrial = subscription.status === 'trialing';
  return billingOrder(itemsOf(subscription))
    .filter((item) => isOver(item, ctx.now))
    .flatMap((item) => {
      const past = { start: item.current_period_start, end: item.current_period_end };
      const next = nextPeriod(subscription, item, ctx.now);
      if (isMetered(item)) return isTrial ? [] : usageLines(ctx, subscription, item, past);
      if (next.end !== subscription.billing_cycle_anchor || next.start >= next.end)
        return periodLines(ctx, subscription, item, next);
      // After a trial that ends before the first billing date.
      const whole = { start: addIntervals(next.end, intervalOf(item), -1), end: next.end };
      const amount = amountFor(ctx, item.price, quantityOf(item), subscription.currency);
      if (whole.start === next.start) return periodLines(ctx, subscription, item, next);
      return [partLine(ctx, subscription, item, next, shareAfter(amount, whole, next.start))];
    });
}

/** A trial that ends with nothing to charge may cancel or pause instead. */
export function endsWithoutMethod(ctx: Context, subscription: Subscription): boolean {
  const wish = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (wish === undefined || wish === 'create_invoice' || hasPaymentMethod(ctx, subscription)) return false;
  if (subscription.collection_method === 'send_invoice') return false;
  if (wish === 'cancel') {
    cancelNow(ctx, subscription, { reason: null });
    return true;
  }
  const paused = changeSubscription(ctx, subscription, {
    status: 'paused',
    status_details: {
      paused: {
        subscription: { type: 'trial_end_without_payment_method' },
        transitioned_at: ctx.now,
        type: 'subscription',
      },
    },
  });
  ctx.emit('customer.subscription.paused', paused);
  return true;
}

/** While collection is paused, invoices stay drafts, or end as they are made. */
function settlePaused(ctx: Context, { pause_collection: pause }: Subscription, invoice: string): void {
  if (pause === null || pause.behavior === 'keep_as_draft') return;
  const finalized = finalizeInvoice(ctx, invoice, { autoAdvance: false });
  if (finalized.status !== 'open') return;
  if (pause.behavior === 'void') voidInvoice(ctx, invoice);
  else markUncollectible(ctx, invoice);
}

/** Bills what waits more often than the subscription renews (`pending_invoice_item_interval`). */
export function billPendingItems(ctx: Context, subscription: Subscription): void {
  const interval = subscription.pending_invoice_item_interval;
  const next =
    interval === null ? null : addIntervals(subscription.next_pending_invoice_item_invoice ?? ctx.now, interval, 1);
  const after = changeSubscription(ctx, subscription, { next_pending_invoice_item_invoice: next });
  const { currency, customer, id } = after;
  if (pendingItems(ctx, { currency, customer: customer as string, subscription: id }).length === 0) return;
  draftInvoice(ctx, after, { lines: [], reason: 'automatic_pending_invoice_item_invoice', autoAdvance: true });
}
