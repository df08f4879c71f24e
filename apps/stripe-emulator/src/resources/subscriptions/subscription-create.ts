import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { customers } from '../customers/customer.resource.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { applicationId } from '../transfers/transfer-money.js';
import { atCustomersTime, clockOf } from '../test-clocks/clock-time.js';
import { addPendingItems } from './add-invoice-items.js';
import { cancelMoment } from './cancel-at.js';
import { addIntervals } from './cycle.js';
import { firstLines, intervalOf } from './first-invoice.js';
import { firstPeriod, firstTiming, type FirstTiming } from './first-timing.js';
import { assertFit, newItem, withPeriod, type NewItem } from './item-spec.js';
import { creationInTodaysWords } from './older-ways.js';
import { askForMethod } from './pending-setup.js';
import { draftInvoice } from './subscription-invoices.js';
import { settleNow, type PaymentBehavior } from './subscription-payment.js';
import { changedSettings, DEFAULT_SETTINGS } from './subscription-settings.js';
import { itemList, saveItems } from './subscription-state.js';
import type { CreateSubscriptionParams } from './subscription.params.js';
import { NEW_HIDDEN, subscriptions, type Subscription, type SubscriptionItem } from './subscription.resource.js';
import { planWake } from './subscription-wake.js';

/** Who makes a subscription other than a request. */
export interface Origin {
  /** Id of the schedule that drives it. */
  readonly schedule?: string;
}

/** Versions from here on bill flexibly unless told otherwise. */
const FLEXIBLE_SINCE = '2025-09-30';

/**
 * Creates a subscription with its first invoice, which is paid at once where that is wanted and possible.
 * @throws StripeError 400, or 402 under `error_if_incomplete`; nothing is left behind then
 */
export function createSubscription(
  anyTime: Context,
  given: CreateSubscriptionParams,
  origin: Origin = {},
): Subscription {
  const params = creationInTodaysWords(anyTime, given);
  const { ctx, made, timing } = draftSubscription(anyTime, params, origin);
  const behavior = params.payment_behavior ?? 'allow_incomplete';
  if (behavior === 'pending_if_incomplete')
    throw invalidRequest(
      '`pending_if_incomplete` is only used with updates and cannot be passed when creating a Subscription.',
      { param: 'payment_behavior' },
    );
  const status = firstStatus(ctx, made, params, timing, behavior, origin);
  const hidden = ctx.hidden(subscriptions, made.id);
  ctx.update(subscriptions, made.id, { status }, { ...hidden, isBeingMade: false });
  if (status === 'trialing' || status === 'active') askForMethod(ctx, made.id, behavior);
  planWake(ctx, made.id);
  const subscription = ctx.require(subscriptions, made.id);
  ctx.emit('customer.subscription.created', subscription);
  return subscription;
}

export interface DraftSubscription {
  /** By the time of its customer. */
  readonly ctx: Context;
  readonly made: Subscription;
  readonly timing: FirstTiming;
}

/** Stores a subscription that is not billed yet. */
export function draftSubscription(
  anyTime: Context,
  params: CreateSubscriptionParams,
  origin: Origin = {},
): DraftSubscription {
  if (params.customer === undefined) throw missingParam('customer');
  const customer = anyTime.require(customers, params.customer, 'customer');
  const ctx = atCustomersTime(anyTime, customer);
  const items = newItems(ctx, params, customer);
  const timing = firstTiming(ctx, params, items.items);
  const made = insertSubscription(ctx, params, customer, items, timing, origin);
  return { ctx, made, timing };
}

interface NewItems {
  readonly id: string;
  readonly items: SubscriptionItem[];
  readonly mode: Stripe.Subscription.BillingMode;
  readonly currency: string;
}

function newItems(ctx: Context, params: CreateSubscriptionParams, customer: Stripe.Customer): NewItems {
  const asked: readonly NewItem[] = params.items ?? [];
  if (asked.length === 0) throw missingParam('items');
  const id = ctx.id(subscriptions.idPrefix);
  const owner = { subscription: id, customer: customer.id };
  const items = asked.map((item, index) => newItem(ctx, item, `items[${index}]`, owner));
  const mode = billingModeOf(ctx, params.billing_mode);
  const currency = params.currency ?? items[0]?.price.currency ?? 'usd';
  assertOneCurrency(ctx, customer, currency);
  assertFit(ctx, items, currency, mode.type === 'flexible');
  return { id, items, mode, currency };
}

/** A customer is billed in one currency at a time. */
function assertOneCurrency(ctx: Context, customer: Stripe.Customer, currency: string): void {
  const other = ctx
    .all(subscriptions, { customer: customer.id, status: 'not_ended' })
    .find((known) => known.currency !== currency);
  if (other !== undefined)
    throw invalidRequest(
      `You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency ${other.currency}.`,
      { param: 'currency' },
    );
}

function billingModeOf(ctx: Context, asked: CreateSubscriptionParams['billing_mode']): Stripe.Subscription.BillingMode {
  const type = asked?.type ?? (ctx.apiVersion >= FLEXIBLE_SINCE ? 'flexible' : 'classic');
  const flexible = { proration_discounts: asked?.flexible?.proration_discounts ?? 'included' };
  return { flexible: type === 'flexible' ? flexible : null, type };
}

function insertSubscription(
  ctx: Context,
  params: CreateSubscriptionParams,
  customer: Stripe.Customer,
  { id, items, mode, currency }: NewItems,
  timing: FirstTiming,
  origin: Origin,
): Subscription {
  const { trial } = timing;
  const timed = items.map((item) => withPeriod(item, firstPeriod(timing, intervalOf(item), ctx.now)));
  const cancelAt = cancelMoment(params, timed);
  const settings = changedSettings(ctx, params, DEFAULT_SETTINGS);
  ctx.insert(
    subscriptions,
    {
      id,
      object: 'subscription',
      application: ctx.isConnected ? applicationId(ctx) : null,
      ...settings,
      billing_cycle_anchor: timing.anchor,
      billing_cycle_anchor_config: timing.anchorConfig,
      billing_mode: mode,
      billing_schedules: [],
      cancel_at: cancelAt,
      cancel_at_period_end: params.cancel_at_period_end ?? false,
      canceled_at: cancelAt === null ? null : ctx.now,
      cancellation_details: {
        comment: null,
        feedback: null,
        feedback_option: null,
        reason: cancelAt === null ? null : 'cancellation_requested',
      },
      created: ctx.now,
      currency,
      customer: customer.id,
      customer_account: params.customer_account ?? null,
      discounts: createDiscounts(ctx, params.discounts ?? [], { customer: customer.id, subscription: id }),
      ended_at: null,
      items: itemList(id, timed),
      latest_invoice: null,
      livemode: false,
      managed_payments: { enabled: false },
      next_pending_invoice_item_invoice:
        settings.pending_invoice_item_interval === null
          ? null
          : addIntervals(ctx.now, settings.pending_invoice_item_interval, 1),
      pause_collection: null,
      pending_setup_intent: null,
      pending_update: null,
      schedule: origin.schedule ?? null,
      start_date: timing.start,
      status: trial === null ? 'incomplete' : 'trialing',
      test_clock: clockOf(customer),
      trial_end: trial?.end ?? null,
      trial_start: trial?.start ?? null,
    },
    NEW_HIDDEN,
  );
  if (customer.currency === null) ctx.update(customers, customer.id, { currency });
  return saveItems(ctx, id, timed);
}

/** Bills what is due at the beginning. @returns the status in which the subscription begins */
function firstStatus(
  ctx: Context,
  subscription: Subscription,
  params: CreateSubscriptionParams,
  timing: FirstTiming,
  behavior: PaymentBehavior,
  origin: Origin,
): Stripe.Subscription.Status {
  const added = params.add_invoice_items ?? [];
  addPendingItems(ctx, subscription, added);
  const lines = firstLines(ctx, subscription, timing, params.proration_behavior !== 'none');
  const begun = timing.trial === null ? 'active' : 'trialing';
  if (lines.length === 0 && added.length === 0) return begun;
  // A schedule has nobody who waits for the payment: the clock collects it, as a renewal.
  const isLater = subscription.collection_method === 'send_invoice' || origin.schedule !== undefined;
  const reason = 'subscription_create';
  const invoice = draftInvoice(ctx, subscription, { lines, reason, autoAdvance: isLater });
  if (isLater && invoice.total !== 0) return begun;
  const outcome = settleNow(ctx, invoice.id, behavior, params.off_session ?? false);
  return outcome === 'paid' || outcome === 'processing' ? begun : 'incomplete';
}
