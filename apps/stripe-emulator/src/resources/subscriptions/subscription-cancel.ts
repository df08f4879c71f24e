import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { invoices, invoicesOfSubscription } from '../invoices/invoice.resource.js';
import { voidInvoice } from '../invoices/invoice-end.js';
import { atClockTime } from '../test-clocks/clock-time.js';
import { hasPaymentMethod } from './pending-setup.js';
import { creditUnused, dropPendingProrations, pendingItemsOf } from './subscription-prorations.js';
import { draftInvoice } from './subscription-invoices.js';
import { settleNow } from './subscription-payment.js';
import { usageLines } from './subscription-lines.js';
import { isMetered, itemsOf } from './subscription-state.js';
import type { cancelSubscriptionParams } from './subscription.params.js';
import { ENDED, subscriptions, type Subscription } from './subscription.resource.js';

type Details = Stripe.Subscription.CancellationDetails;

export interface Cancellation {
  readonly reason: Details['reason'];
  readonly details?: Partial<Details>;
  /** Credits the rest of the period. */
  readonly prorates?: boolean;
  /** Bills what waits and what was used. */
  readonly invoicesNow?: boolean;
}

/** Cancels on request. @throws StripeError 404 for one that is over already */
export function cancelSubscription(
  anyTime: Context,
  id: string,
  params: Infer<typeof cancelSubscriptionParams>,
): Subscription {
  const subscription = anyTime.require(subscriptions, id);
  if (ENDED.includes(subscription.status)) throw resourceMissing('subscription', id);
  const ctx = atClockTime(anyTime, subscription.test_clock as string | null);
  const given = params.cancellation_details ?? {};
  return cancelNow(ctx, subscription, {
    reason: 'cancellation_requested',
    details: {
      comment: given.comment ?? null,
      feedback: given.feedback ?? null,
      feedback_option: given.feedback_option ?? null,
    },
    prorates: params.prorate ?? false,
    invoicesNow: params.invoice_now ?? false,
  });
}

/** Ends a subscription at this moment. One whose first payment is still open expires instead. */
export function cancelNow(ctx: Context, before: Subscription, cancellation: Cancellation): Subscription {
  const { id } = before;
  if (before.status === 'incomplete') voidOpenInvoice(ctx, before);
  const isLiving = before.status !== 'incomplete' && before.status !== 'trialing';
  if (cancellation.prorates === true && isLiving) creditUnused(ctx, before, itemsOf(before), ctx.now);
  const isFinal = cancellation.invoicesNow === true;
  if (isFinal) finalInvoice(ctx, before);
  else if (cancellation.prorates !== true) dropPendingProrations(ctx, id);
  const details = { comment: null, feedback: null, feedback_option: null, ...before.cancellation_details };
  const after = ctx.update(
    subscriptions,
    id,
    {
      status: before.status === 'incomplete' ? 'incomplete_expired' : 'canceled',
      canceled_at: before.canceled_at ?? ctx.now,
      ended_at: ctx.now,
      cancel_at_period_end: false,
      pending_update: null,
      next_pending_invoice_item_invoice: null,
      cancellation_details: {
        ...details,
        ...cancellation.details,
        reason: before.cancellation_details?.reason ?? cancellation.reason,
      },
    },
    unplanned(ctx, id),
  );
  stopDrafts(ctx, id);
  ctx.emit('customer.subscription.deleted', after);
  return after;
}

function unplanned(ctx: Context, id: string) {
  const hidden = ctx.hidden(subscriptions, id);
  if (hidden.wake !== null) ctx.cancel(hidden.wake);
  return { ...hidden, wake: null, pendingUpdate: null, resumption: null };
}

/** Bills what was used and what waits. */
function finalInvoice(ctx: Context, subscription: Subscription): void {
  const lines = itemsOf(subscription)
    .filter(isMetered)
    .flatMap((item) => usageLines(ctx, subscription, item, { start: item.current_period_start, end: ctx.now }));
  if (lines.length === 0 && pendingItemsOf(ctx, subscription.id).length === 0) return;
  const invoice = draftInvoice(ctx, subscription, { lines, reason: 'subscription_cycle', autoAdvance: true });
  if (subscription.collection_method === 'send_invoice') return;
  settleNow(ctx, invoice.id, hasPaymentMethod(ctx, subscription) ? 'allow_incomplete' : 'default_incomplete', true);
}

/** Drafts of a subscription that is over wait for the merchant. */
function stopDrafts(ctx: Context, id: string): void {
  for (const invoice of invoicesOfSubscription(ctx, id))
    if (invoice.status === 'draft' && invoice.auto_advance === true)
      ctx.update(invoices, invoice.id, { auto_advance: false, automatically_finalizes_at: null });
}

function voidOpenInvoice(ctx: Context, { latest_invoice: latest }: Subscription): void {
  const invoice = latest === null ? undefined : ctx.find(invoices, latest as string);
  if (invoice?.status === 'open') voidInvoice(ctx, invoice.id);
}

/** At the time that was planned for it. */
export function cancelAsPlanned(ctx: Context, subscription: Subscription): void {
  cancelNow(ctx, subscription, { reason: 'cancellation_requested', prorates: true, invoicesNow: true });
}

/** The first payment did not come within 23 hours. */
export function expireIncomplete(ctx: Context, before: Subscription): void {
  const { id } = before;
  const marked = ctx.update(
    subscriptions,
    id,
    { status: 'incomplete_expired', ended_at: ctx.now },
    { ...ctx.hidden(subscriptions, id), wake: null },
  );
  voidOpenInvoice(ctx, before);
  ctx.emit('customer.subscription.updated', marked, before);
}
