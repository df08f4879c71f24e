import { p } from '../../core/params.js';

export const BEHAVIORS = [
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
] as const;
export const PRORATIONS = ['always_invoice', 'create_prorations', 'none'] as const;
const INTERVALS = ['day', 'month', 'week', 'year'] as const;
const SERVICE_FEEDBACK = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;

export const paymentBehavior = p.enum(BEHAVIORS);
export const prorationBehavior = p.enum(PRORATIONS);
export const taxBehavior = p.enum(['exclusive', 'inclusive', 'unspecified']);
const decimal = p.string({ pattern: /^-?\d+(\.\d{1,12})?$/, what: 'decimal' });

export const discountsParam = p
  .array(p.hash({ coupon: p.id(), discount: p.id(), promotion_code: p.id() }), { max: 20 })
  .emptyable();

/** `price_data` of something that is billed again and again. */
export const recurringPriceData = p.hash({
  currency: p.currency().required(),
  product: p.id().required(),
  recurring: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }).required(),
  tax_behavior: taxBehavior,
  unit_amount: p.integer({ min: 0, max: 99_999_999_999 }),
  unit_amount_decimal: decimal,
});

/** `price_data` of something that is billed once. */
export const oneTimePriceData = p.hash({
  currency: p.currency().required(),
  product: p.id().required(),
  tax_behavior: taxBehavior,
  unit_amount: p.integer(),
  unit_amount_decimal: decimal,
});

const boundary = <const V extends string>(types: readonly V[]) =>
  p.hash({ timestamp: p.timestamp(), type: p.enum(types).required() });

export const addInvoiceItems = p.array(
  p.hash({
    discountable: p.boolean(),
    discounts: discountsParam,
    metadata: p.metadata(),
    period: p.hash({
      end: boundary(['min_item_period_end', 'timestamp']).required(),
      start: boundary(['max_item_period_start', 'now', 'timestamp']).required(),
    }),
    price: p.id(),
    price_data: oneTimePriceData,
    quantity: p.integer({ min: 0 }),
    tax_rates: p.array(p.id()).emptyable(),
  }),
  { max: 20 },
);

export const party = p.hash({ account: p.id(), type: p.enum(['account', 'self']).required() });
export const automaticTax = p.hash({ enabled: p.boolean().required(), liability: party });

const flexible = p.hash({ proration_discounts: p.enum(['included', 'itemized']) });
export const billingMode = p.hash({ flexible, type: p.enum(['classic', 'flexible']).required() });
export const migratedMode = p.hash({ flexible, type: p.enum(['flexible']).required() });

export const billingThresholds = p
  .hash({ amount_gte: p.integer({ min: 50 }), reset_billing_cycle_anchor: p.boolean() })
  .emptyable();
export const itemThresholds = p.hash({ usage_gte: p.integer({ min: 1 }).required() }).emptyable();

const billUntil = p.hash({
  duration: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }),
  timestamp: p.timestamp(),
  type: p.enum(['duration', 'timestamp']).required(),
});
const appliesTo = p.array(p.hash({ price: p.id(), type: p.enum(['price']).required() }));
export const billingSchedules = p.array(p.hash({ applies_to: appliesTo, bill_until: billUntil, key: p.string() }));

export const anchorConfig = p.hash({
  day_of_month: p.integer({ min: 1, max: 31 }).required(),
  hour: p.integer({ min: 0, max: 23 }),
  minute: p.integer({ min: 0, max: 59 }),
  month: p.integer({ min: 1, max: 12 }),
  second: p.integer({ min: 0, max: 59 }),
});

export const cancelAtNames = p.enum(['max_billed_until', 'max_period_end', 'min_period_end']);

export const cancellationDetails = p.hash({
  comment: p.string().emptyable(),
  feedback: p.enum(SERVICE_FEEDBACK).emptyable(),
  feedback_option: p.id(),
});

export const invoiceSettings = p.hash({
  account_tax_ids: p.array(p.id()).emptyable(),
  custom_fields: p
    .array(p.hash({ name: p.string({ max: 40 }).required(), value: p.string({ max: 140 }).required() }), { max: 4 })
    .emptyable(),
  description: p.string({ max: 1500 }).emptyable(),
  footer: p.string().emptyable(),
  issuer: party,
});

const METHODS_WITH_OPTIONS = [
  'acss_debit',
  'bancontact',
  'billie',
  'blik',
  'card',
  'customer_balance',
  'konbini',
  'payto',
  'pix',
  'sepa_debit',
  'upi',
  'us_bank_account',
] as const;
const methodOptions = p.hash(
  Object.fromEntries(METHODS_WITH_OPTIONS.map((method) => [method, p.mapOf(p.anything()).emptyable()])),
);

export const paymentSettings = p.hash({
  payment_method_options: methodOptions.emptyable(),
  payment_method_types: p.array(p.string()).emptyable(),
  save_default_payment_method: p.enum(['off', 'on_subscription']),
});

export const intervalParam = p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) });

export const trialSettings = p.hash({
  end_behavior: p
    .hash({
      billing_cycle_anchor: p.enum(['now', 'unchanged']),
      missing_payment_method: p.enum(['cancel', 'create_invoice', 'pause']),
    })
    .required(),
});

export const transferData = p.hash({
  amount_percent: p.number({ min: 0, max: 100 }),
  destination: p.id().required(),
});

/** What an item has however it is made. */
export const itemFields = {
  billing_thresholds: itemThresholds,
  current_trial: p.hash({ trial_offer: p.id().required() }),
  discounts: discountsParam,
  metadata: p.metadata(),
  plan: p.id(),
  price: p.id(),
  price_data: recurringPriceData,
  quantity: p.integer({ min: 0, max: 999_999_999_999 }),
  tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
};
