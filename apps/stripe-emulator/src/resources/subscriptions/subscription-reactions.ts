import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { ApiObject } from '../../core/resource.js';
import { invoiceOfIntent, subscriptionIdOf } from '../invoices/invoice.resource.js';
import { atClockTime, clockOf } from '../test-clocks/clock-time.js';
import { billingSettings } from './billing-settings.js';
import { applyHeldUpdate } from './pending-update.js';
import { hasPaymentMethod } from './pending-setup.js';
import { cancelNow, expireIncomplete } from './subscription-cancel.js';
import { completeResumption } from './subscription-pause.js';
import { changeSubscription, itemsOf, saveItems } from './subscription-state.js';
import { ENDED, subscriptions, type Subscription } from './subscription.resource.js';
import { planWake } from './subscription-wake.js';

type Invoice = Stripe.Invoice;
type Reaction = (ctx: Context, subscription: Subscription, invoice: Invoice) => void;

/** The subscription that an invoice bills, unless it is being made this moment or is over. */
function about(reaction: Reaction): (ctx: Context, object: ApiObject) => void {
  return (ctx, object) => {
    const invoice = object as Invoice;
    const id = subscriptionIdOf(invoice);
    const subscription = id === null ? undefined : ctx.find(subscriptions, id);
    if (subscription === undefined || ENDED.includes(subscription.status)) return;
    const { isBeingMade } = ctx.hidden(subscriptions, subscription.id);
    if (isBeingMade) return;
    const at = atClockTime(ctx, subscription.test_clock as string | null);
    reaction(at, subscription, invoice);
  };
}

const isLatest = (subscription: Subscription, invoice: Invoice): boolean => subscription.latest_invoice === invoice.id;

const WAITING: readonly string[] = ['incomplete', 'past_due', 'unpaid'];

function activate(ctx: Context, subscription: Subscription): void {
  const status = subscription.trial_end !== null && subscription.trial_end > ctx.now ? 'trialing' : 'active';
  changeSubscription(ctx, subscription, { status });
  planWake(ctx, subscription.id);
}

const paid: Reaction = (ctx, subscription, invoice) => {
  const { pendingUpdate, resumption } = ctx.hidden(subscriptions, subscription.id);
  if (pendingUpdate?.invoice === invoice.id) applyHeldUpdate(ctx, subscription);
  else if (resumption === invoice.id) completeResumption(ctx, subscription);
  else if (isLatest(subscription, invoice) && WAITING.includes(subscription.status)) activate(ctx, subscription);
};

/** The payer has to do something first, or the clock will try again. */
const fallBehind: Reaction = (ctx, subscription, invoice) => {
  if (invoice.billing_reason !== 'subscription_cycle' && invoice.billing_reason !== 'subscription_create') return;
  if (subscription.status === 'active' || subscription.status === 'trialing')
    changeSubscription(ctx, subscription, { status: 'past_due' });
};

const failed: Reaction = (ctx, subscription, invoice) => {
  const { pendingUpdate } = ctx.hidden(subscriptions, subscription.id);
  if (pendingUpdate?.invoice === invoice.id) return;
  // Without anything to pay with there are no attempts to run out of: it stays overdue.
  const isLast = invoice.auto_advance === true && invoice.next_payment_attempt === null;
  if (isLast && hasPaymentMethod(ctx, subscription) && ['active', 'trialing', 'past_due'].includes(subscription.status))
    giveUp(ctx, subscription);
  else fallBehind(ctx, subscription, invoice);
};

/** No further attempt will be made. */
function giveUp(ctx: Context, subscription: Subscription): void {
  const { lastResort } = billingSettings(ctx);
  if (lastResort === 'cancel') cancelNow(ctx, subscription, { reason: 'payment_failed' });
  else if (subscription.status !== lastResort) {
    changeSubscription(ctx, subscription, { status: lastResort });
    planWake(ctx, subscription.id);
  }
}

const overdue: Reaction = (ctx, subscription, invoice) => {
  if (!isLatest(subscription, invoice) || subscription.status !== 'active') return;
  changeSubscription(ctx, subscription, { status: 'past_due' });
};

/** An invoice that is not to be paid any more. */
const dropped: Reaction = (ctx, subscription, invoice) => {
  if (!isLatest(subscription, invoice)) return;
  if (subscription.status === 'incomplete') expireIncomplete(ctx, subscription);
  else if (subscription.status === 'past_due' || subscription.status === 'unpaid') activate(ctx, subscription);
};

/** The method that paid the first invoice becomes the subscription's, when that is wanted. */
function rememberMethod(ctx: Context, object: ApiObject): void {
  const intent = object as Stripe.PaymentIntent;
  const invoice = invoiceOfIntent(ctx, intent.id);
  const id = invoice === null ? null : subscriptionIdOf(invoice);
  const subscription = id === null ? undefined : ctx.find(subscriptions, id);
  if (subscription === undefined || intent.payment_method === null) return;
  if (subscription.payment_settings?.save_default_payment_method !== 'on_subscription') return;
  if (subscription.default_payment_method !== null) return;
  ctx.update(subscriptions, subscription.id, { default_payment_method: intent.payment_method });
}

/** A method was set up while nothing was to be paid. */
function finishSetup(ctx: Context, object: ApiObject): void {
  const intent = object as Stripe.SetupIntent;
  if (intent.customer === null) return;
  for (const subscription of ctx.all(subscriptions, { customer: intent.customer as string })) {
    if (subscription.pending_setup_intent !== intent.id) continue;
    changeSubscription(atClockTime(ctx, subscription.test_clock as string | null), subscription, {
      pending_setup_intent: null,
      default_payment_method: intent.payment_method,
    });
  }
}

/** A customer is deleted: its subscriptions end. */
function endWithCustomer(anyTime: Context, object: ApiObject): void {
  const customer = object as Stripe.Customer;
  const ctx = atClockTime(anyTime, clockOf(customer));
  for (const subscription of ctx.all(subscriptions, { customer: customer.id }))
    if (!ENDED.includes(subscription.status)) cancelNow(ctx, subscription, { reason: 'cancellation_requested' });
}

/** A discount that is used up or was taken away leaves its subscription. */
function dropDiscount(ctx: Context, object: ApiObject): void {
  const { id, subscription: owner } = object as Stripe.Discount;
  const subscription = owner === null ? undefined : ctx.find(subscriptions, owner);
  if (subscription === undefined) return;
  const without = (discounts: readonly (string | Stripe.Discount)[]) => discounts.filter((other) => other !== id);
  ctx.update(subscriptions, subscription.id, { discounts: without(subscription.discounts) });
  const items = itemsOf(subscription);
  if (items.some(({ discounts }) => discounts.includes(id)))
    saveItems(
      ctx,
      subscription.id,
      items.map((item) => ({ ...item, discounts: without(item.discounts) })),
    );
}

export const subscriptionReactions = {
  'customer.discount.deleted': dropDiscount,
  'invoice.paid': about(paid),
  'invoice.payment_failed': about(failed),
  'invoice.payment_action_required': about(fallBehind),
  'invoice.overdue': about(overdue),
  'invoice.voided': about(dropped),
  'invoice.marked_uncollectible': about(dropped),
  'payment_intent.succeeded': rememberMethod,
  'setup_intent.succeeded': finishSetup,
  'customer.deleted': endWithCustomer,
};
