import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { atClockTime } from '../test-clocks/clock-time.js';
import { addIntervals, periodAround } from './cycle.js';
import { intervalOf } from './first-invoice.js';
import { withPeriod } from './item-spec.js';
import { draftInvoice } from './subscription-invoices.js';
import { periodLines, usageLines } from './subscription-lines.js';
import { settleNow } from './subscription-payment.js';
import { chargeRemaining, creditUnused, pendingItemsOf } from './subscription-prorations.js';
import { isMetered, itemsOf, saveItems } from './subscription-state.js';
import type { pauseSubscriptionParams, resumeSubscriptionParams } from './subscription.params.js';
import { LIVING, subscriptions, type Subscription } from './subscription.resource.js';
import { planWake } from './subscription-wake.js';

/** Pauses a subscription: no invoices and no new periods until it is resumed. */
export function pauseSubscription(
  anyTime: Context,
  id: string,
  params: Infer<typeof pauseSubscriptionParams>,
): Subscription {
  const before = anyTime.require(subscriptions, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  if (!LIVING.includes(before.status))
    throw invalidRequest(`You cannot pause a subscription with status ${before.status}.`);
  if (before.schedule !== null) throw invalidRequest('You cannot pause a subscription that has a schedule.');
  billBeforePause(ctx, before, params);
  const after = ctx.update(subscriptions, id, {
    status: 'paused',
    status_details: {
      paused: { subscription: { type: 'pause_requested' }, transitioned_at: ctx.now, type: 'subscription' },
    },
  });
  planWake(ctx, id);
  ctx.emit('customer.subscription.paused', after);
  ctx.emit('customer.subscription.updated', after, before);
  return after;
}

function billBeforePause(ctx: Context, before: Subscription, params: Infer<typeof pauseSubscriptionParams>): void {
  const unused = params.bill_for?.unused_time_from?.type ?? 'now';
  const usage = params.bill_for?.outstanding_usage_through?.type ?? 'now';
  for (const item of before.status === 'trialing' || unused === 'none' ? [] : itemsOf(before))
    creditUnused(ctx, before, [item], unused === 'now' ? ctx.now : item.current_period_start);
  const used = before.status === 'trialing' || usage === 'none' ? [] : itemsOf(before).filter(isMetered);
  const lines = used.flatMap((item) =>
    usageLines(ctx, before, item, { start: item.current_period_start, end: ctx.now }),
  );
  const isAtOnce = params.invoicing_behavior === 'invoice' && pendingItemsOf(ctx, before.id).length > 0;
  if (!isAtOnce && lines.length === 0) return;
  draftInvoice(ctx, before, { lines, reason: 'subscription_update', autoAdvance: true });
}

/** Lets a paused subscription go on, once its invoice (when there is one) is paid. */
export function resumeSubscription(
  anyTime: Context,
  id: string,
  params: Infer<typeof resumeSubscriptionParams>,
): Subscription {
  const before = anyTime.require(subscriptions, id);
  const ctx = atClockTime(anyTime, before.test_clock as string | null);
  if (before.status !== 'paused')
    throw invalidRequest(`You can only resume a subscription that is paused; this one is ${before.status}.`);
  const invoice = resumptionInvoice(ctx, before, params);
  const hidden = ctx.hidden(subscriptions, id);
  if (invoice === null) return completeResumption(ctx, before);
  ctx.update(subscriptions, id, { latest_invoice: invoice.id }, { ...hidden, resumption: invoice.id });
  const onSuccess = params.payment_behavior === 'resume_on_payment_success';
  const outcome = settleNow(ctx, invoice.id, 'allow_incomplete', false);
  const current = ctx.require(subscriptions, id);
  if (current.status !== 'paused' || outcome === 'paid') return current;
  if (onSuccess) return current;
  const resumed = completeResumption(ctx, current);
  return outcome === 'processing' ? resumed : ctx.update(subscriptions, id, { status: 'past_due' });
}

function resumptionInvoice(
  ctx: Context,
  before: Subscription,
  params: Infer<typeof resumeSubscriptionParams>,
): Stripe.Invoice | null {
  const { billing_cycle_anchor: anchor = 'now' } = params;
  const isUnchanged = anchor === 'unchanged' || (typeof anchor === 'object' && anchor.type === 'unchanged');
  const items = itemsOf(before).map((item) => {
    const interval = intervalOf(item);
    return isUnchanged
      ? withPeriod(item, periodAround(before.billing_cycle_anchor, interval, ctx.now))
      : withPeriod(item, { start: ctx.now, end: addIntervals(ctx.now, interval, 1) });
  });
  saveItems(ctx, before.id, items);
  const moved = ctx.update(subscriptions, before.id, isUnchanged ? {} : { billing_cycle_anchor: ctx.now });
  if (!isUnchanged) {
    const lines = items
      .filter((item) => !isMetered(item))
      .flatMap((item) =>
        periodLines(ctx, moved, item, { start: item.current_period_start, end: item.current_period_end }),
      );
    if (lines.length === 0) return null;
    return draftInvoice(ctx, moved, { lines, reason: 'subscription_update', autoAdvance: false });
  }
  if (params.proration_behavior !== 'none') chargeRemaining(ctx, moved, items, params.proration_date ?? ctx.now);
  if (params.proration_behavior !== 'always_invoice' || pendingItemsOf(ctx, before.id).length === 0) return null;
  return draftInvoice(ctx, moved, { lines: [], reason: 'subscription_update', autoAdvance: false });
}

/** The subscription goes on. */
export function completeResumption(ctx: Context, before: Subscription): Subscription {
  const { status_details: _details, ...stored } = ctx.require(subscriptions, before.id);
  const hidden = ctx.hidden(subscriptions, before.id);
  const row = ctx.store.row(subscriptions, ctx.account, before.id);
  if (row !== undefined)
    ctx.store.update(row, { ...stored, status: 'active' } as Subscription, { ...hidden, resumption: null });
  planWake(ctx, before.id);
  const after = ctx.require(subscriptions, before.id);
  ctx.emit('customer.subscription.resumed', after);
  ctx.emit('customer.subscription.updated', after, before);
  return after;
}
