import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import * as field from '../subscriptions/subscription-fields.params.js';

const INTERVALS = ['day', 'month', 'week', 'year'] as const;
const nowOrTime = p.oneOf(p.enum(['now']), p.timestamp());
const phaseAnchor = p.enum(['automatic', 'phase_start']);

const invoiceSettings = p.hash({
  account_tax_ids: p.array(p.id()).emptyable(),
  custom_fields: p
    .array(p.hash({ name: p.string({ max: 40 }).required(), value: p.string({ max: 140 }).required() }), { max: 4 })
    .emptyable(),
  days_until_due: p.integer({ min: 0 }),
  description: p.string({ max: 1500 }).emptyable(),
  footer: p.string().emptyable(),
  issuer: field.party,
});

/** What phases and their defaults have in common. */
const settings = {
  application_fee_percent: p.number({ min: 0, max: 100 }),
  automatic_tax: field.automaticTax,
  billing_cycle_anchor: phaseAnchor,
  billing_thresholds: field.billingThresholds,
  collection_method: p.enum(['charge_automatically', 'send_invoice']),
  default_payment_method: p.id(),
  description: p.string({ max: 500 }).emptyable(),
  invoice_settings: invoiceSettings,
  on_behalf_of: p.id().emptyable(),
  transfer_data: field.transferData.emptyable(),
};

const boundary = <const V extends string>(types: readonly V[]) =>
  p.hash({ timestamp: p.timestamp(), type: p.enum(types).required() });

const { current_trial: _offers, ...itemFields } = field.itemFields;

export const phaseShape = {
  ...settings,
  add_invoice_items: p.array(
    p.hash({
      discountable: p.boolean(),
      discounts: field.discountsParam,
      metadata: p.metadata(),
      period: p.hash({
        end: boundary(['min_item_period_end', 'phase_end', 'timestamp']).required(),
        start: boundary(['max_item_period_start', 'phase_start', 'timestamp']).required(),
      }),
      price: p.id(),
      price_data: field.oneTimePriceData,
      quantity: p.integer({ min: 0 }),
      tax_rates: p.array(p.id()).emptyable(),
    }),
    { max: 20 },
  ),
  /** Ways of older versions. */
  coupon: p.id().emptyable(),
  iterations: p.integer({ min: 1 }),
  plans: p.array(p.hash(itemFields)),
  currency: p.currency(),
  default_tax_rates: p.array(p.id()).emptyable(),
  discounts: field.discountsParam,
  duration: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }),
  end_date: nowOrTime,
  items: p.array(p.hash(itemFields), { max: 20 }),
  metadata: p.metadata(),
  proration_behavior: field.prorationBehavior,
  start_date: nowOrTime,
  trial: p.boolean(),
  trial_end: nowOrTime,
};
const phases = p.array(p.hash(phaseShape), { max: 10 });

const pauseSchedules = p.array(
  p.hash({
    key: p.string(),
    pause: p.hash({
      pause_at: boundary(['now', 'timestamp']),
      settings: p.hash({
        bill_for: p.hash({
          outstanding_usage_through: p.hash({ type: p.enum(['none', 'pause_at']) }),
          unused_time_from: p.hash({ type: p.enum(['item_current_period_start', 'none', 'pause_at']) }),
        }),
        invoicing_behavior: p.enum(['invoice', 'pending_invoice_item']),
        type: p.enum(['subscription']),
      }),
    }),
    resume: p
      .hash({
        resume_at: p.hash({
          duration: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }),
          timestamp: p.timestamp(),
          type: p.enum(['duration', 'now', 'timestamp']).required(),
        }),
        settings: p.hash({
          billing_cycle_anchor: p.enum(['resume_at', 'unchanged']),
          payment_behavior: p.enum(['resume_on_payment_attempt', 'resume_on_payment_success']),
          proration_behavior: field.prorationBehavior,
        }),
      })
      .emptyable(),
  }),
);

const endBehavior = p.enum(['cancel', 'none', 'release', 'renew']);

export const createScheduleParams = paramsOf<Stripe.SubscriptionScheduleCreateParams>()({
  billing_mode: field.billingMode,
  customer: p.id(),
  customer_account: p.id(),
  default_settings: p.hash(settings),
  end_behavior: endBehavior,
  from_subscription: p.id(),
  metadata: p.metadata(),
  pause_schedules: pauseSchedules,
  phases,
  start_date: nowOrTime,
});
export type CreateScheduleParams = Infer<typeof createScheduleParams>;

export const updateScheduleParams = paramsOf<Stripe.SubscriptionScheduleUpdateParams>()({
  default_settings: p.hash(settings),
  end_behavior: endBehavior,
  metadata: p.metadata(),
  pause_schedules: pauseSchedules.emptyable(),
  phases,
  proration_behavior: field.prorationBehavior,
});
export type UpdateScheduleParams = Infer<typeof updateScheduleParams>;
export type PhaseParams = NonNullable<CreateScheduleParams['phases']>[number];
export type DefaultParams = NonNullable<CreateScheduleParams['default_settings']>;

export const listSchedulesParams = listParamsOf<Stripe.SubscriptionScheduleListParams>()({
  canceled_at: p.range(),
  completed_at: p.range(),
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
  released_at: p.range(),
  scheduled: p.boolean(),
});

export const cancelScheduleParams = paramsOf<Stripe.SubscriptionScheduleCancelParams>()({
  invoice_now: p.boolean(),
  prorate: p.boolean(),
});

export const releaseScheduleParams = paramsOf<Stripe.SubscriptionScheduleReleaseParams>()({
  preserve_cancel_date: p.boolean(),
});
