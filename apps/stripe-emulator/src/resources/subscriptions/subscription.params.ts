import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import * as field from './subscription-fields.params.js';

/** What create and update have in common. */
const common = {
  add_invoice_items: field.addInvoiceItems,
  application_fee_percent: p.number({ min: 0, max: 100 }).emptyable(),
  automatic_tax: field.automaticTax,
  billing_thresholds: field.billingThresholds,
  cancel_at_period_end: p.boolean(),
  collection_method: p.enum(['charge_automatically', 'send_invoice']),
  days_until_due: p.integer({ min: 0, max: 1_000 }),
  default_payment_method: p.id().emptyable(),
  default_source: p.id().emptyable(),
  default_tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
  description: p.string({ max: 500 }).emptyable(),
  discounts: field.discountsParam,
  invoice_settings: field.invoiceSettings,
  metadata: p.metadata(),
  off_session: p.boolean(),
  on_behalf_of: p.id().emptyable(),
  payment_behavior: field.paymentBehavior,
  payment_settings: field.paymentSettings,
  pending_invoice_item_interval: field.intervalParam.emptyable(),
  proration_behavior: field.prorationBehavior,
  trial_end: p.oneOf(p.enum(['now']), p.timestamp()),
  trial_from_plan: p.boolean(),
  trial_settings: field.trialSettings,
};

/** Ways of older versions. */
const older = {
  billing: p.enum(['charge_automatically', 'send_invoice']),
  enable_incomplete_payments: p.boolean(),
  coupon: p.id().emptyable(),
  plan: p.id(),
  promotion_code: p.id().emptyable(),
  prorate: p.boolean(),
  quantity: p.integer({ min: 0 }),
  source: p.id(),
  tax_percent: p.number({ min: 0, max: 100 }).emptyable(),
};

export const createSubscriptionParams = paramsOf<Stripe.SubscriptionCreateParams>()({
  ...common,
  ...older,
  backdate_start_date: p.timestamp(),
  billing_cycle_anchor: p.timestamp(),
  billing_cycle_anchor_config: field.anchorConfig,
  billing_mode: field.billingMode,
  billing_schedules: field.billingSchedules,
  cancel_at: p.oneOf(field.cancelAtNames, p.timestamp()),
  currency: p.currency(),
  customer: p.id(),
  customer_account: p.id(),
  items: p.array(p.hash(field.itemFields), { max: 20 }),
  transfer_data: field.transferData,
  trial_period_days: p.integer({ min: 0, max: 730 }),
});
export type CreateSubscriptionParams = Infer<typeof createSubscriptionParams>;

export const updateSubscriptionParams = paramsOf<Stripe.SubscriptionUpdateParams>()({
  ...common,
  ...older,
  // Older versions take the word alone.
  billing_cycle_anchor: p.oneOf(
    p.hash({ type: p.enum(['now', 'unchanged']).required() }),
    p.enum(['now', 'unchanged']),
  ),
  billing_schedules: field.billingSchedules.emptyable(),
  cancel_at: p.oneOf(field.cancelAtNames, p.timestamp()).emptyable(),
  cancellation_details: field.cancellationDetails,
  items: p.array(p.hash({ ...field.itemFields, clear_usage: p.boolean(), deleted: p.boolean(), id: p.id() }), {
    max: 40,
  }),
  pause_collection: p
    .hash({ behavior: p.enum(['keep_as_draft', 'mark_uncollectible', 'void']).required(), resumes_at: p.timestamp() })
    .emptyable(),
  proration_date: p.timestamp(),
  transfer_data: field.transferData.emptyable(),
});
export type UpdateSubscriptionParams = Infer<typeof updateSubscriptionParams>;
export type ItemChange = NonNullable<UpdateSubscriptionParams['items']>[number];

export const listSubscriptionsParams = listParamsOf<Stripe.SubscriptionListParams>()({
  automatic_tax: p.hash({ enabled: p.boolean().required() }),
  collection_method: p.enum(['charge_automatically', 'send_invoice']),
  created: p.range(),
  current_period_end: p.range(),
  current_period_start: p.range(),
  customer: p.id(),
  customer_account: p.id(),
  plan: p.id(),
  price: p.id(),
  status: p.enum([
    'active',
    'all',
    'canceled',
    'ended',
    'incomplete',
    'incomplete_expired',
    'past_due',
    'paused',
    'trialing',
    'unpaid',
  ]),
  test_clock: p.id(),
});

export const cancelSubscriptionParams = paramsOf<Stripe.SubscriptionCancelParams>()({
  at_period_end: p.boolean(),
  cancellation_details: field.cancellationDetails,
  invoice_now: p.boolean(),
  prorate: p.boolean(),
});

export const migrateSubscriptionParams = paramsOf<Stripe.SubscriptionMigrateParams>()({
  billing_mode: field.migratedMode.required(),
});

const typed = <const V extends string>(types: readonly V[]) => p.hash({ type: p.enum(types).required() });
export const pauseSubscriptionParams = paramsOf<Stripe.SubscriptionPauseParams>()({
  bill_for: p.hash({
    outstanding_usage_through: typed(['none', 'now']),
    unused_time_from: typed(['item_current_period_start', 'none', 'now']),
  }),
  invoicing_behavior: p.enum(['invoice', 'pending_invoice_item']),
  type: p.enum(['subscription']),
});

export const resumeSubscriptionParams = paramsOf<Stripe.SubscriptionResumeParams>()({
  billing_cycle_anchor: p.oneOf(typed(['now', 'unchanged']), p.enum(['now', 'unchanged'])),
  payment_behavior: p.enum(['resume_on_payment_attempt', 'resume_on_payment_success']),
  proration_behavior: field.prorationBehavior,
  proration_date: p.timestamp(),
});
