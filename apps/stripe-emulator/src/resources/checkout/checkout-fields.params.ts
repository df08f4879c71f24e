import { p } from '../../core/params.js';
import { INTERVALS, taxBehavior } from '../prices/price.params.js';
import { decimalParam } from '../prices/decimal.js';
import { otherKinds } from '../payment-methods/payment-method.params.js';
import { shippingRateData } from '../shipping-rates/shipping-rate.params.js';

/** What checkout sessions and payment links have in common. */
export const party = p.hash({ account: p.id(), type: p.enum(['account', 'self']).required() });

export const adjustableQuantity = p.hash({
  enabled: p.boolean().required(),
  maximum: p.integer({ min: 0, max: 999_999 }),
  minimum: p.integer({ min: 0, max: 999_999 }),
});

const productData = p.hash({
  description: p.string({ max: 40_000 }),
  images: p.array(p.string({ max: 2048 }), { max: 8 }),
  metadata: p.metadata(),
  name: p.string({ max: 250 }).required(),
  tax_code: p.id(),
  tax_details: p.hash({ performance_location: p.id(), tax_code: p.id().emptyable() }),
  unit_label: p.string({ max: 12 }),
});

export const linePriceData = p.hash({
  currency: p.currency().required(),
  product: p.id(),
  product_data: productData,
  recurring: p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }),
  tax_behavior: taxBehavior,
  unit_amount: p.integer({ min: 0, max: 99_999_999 }),
  unit_amount_decimal: decimalParam(),
});

export const lineItem = {
  adjustable_quantity: adjustableQuantity,
  metadata: p.metadata(),
  price: p.id(),
  price_data: linePriceData,
  quantity: p.integer({ min: 0, max: 999_999_999 }),
  tax_rates: p.array(p.id(), { max: 10 }),
};

export const optionalItems = p.array(
  p.hash({
    adjustable_quantity: adjustableQuantity,
    price: p.id().required(),
    quantity: p.integer({ min: 0 }).required(),
  }),
  { max: 10 },
);

export const automaticTax = p.hash({ enabled: p.boolean().required(), liability: party });

export const consentCollection = p.hash({
  payment_method_reuse_agreement: p.hash({ position: p.enum(['auto', 'hidden']).required() }),
  promotions: p.enum(['auto', 'none']),
  terms_of_service: p.enum(['none', 'required']),
});

const length = { maximum_length: p.integer({ min: 1, max: 255 }), minimum_length: p.integer({ min: 0, max: 255 }) };
export const customFields = p.array(
  p.hash({
    dropdown: p.hash({
      default_value: p.string({ max: 100 }),
      options: p
        .array(p.hash({ label: p.string({ max: 100 }).required(), value: p.string({ max: 100 }).required() }), {
          max: 200,
        })
        .required(),
    }),
    key: p.string({ max: 200, pattern: /^[A-Za-z0-9_-]+$/, what: 'key' }).required(),
    label: p.hash({ custom: p.string({ max: 50 }).required(), type: p.enum(['custom']).required() }).required(),
    numeric: p.hash({ default_value: p.string({ max: 255 }), ...length }),
    optional: p.boolean(),
    text: p.hash({ default_value: p.string({ max: 255 }), ...length }),
    type: p.enum(['dropdown', 'numeric', 'text']).required(),
  }),
  { max: 3 },
);

const message = p.hash({ message: p.string({ max: 1200 }).required() }).emptyable();
export const customText = p.hash({
  after_submit: message,
  shipping_address: message,
  submit: message,
  terms_of_service_acceptance: message,
});

const invoiceFields = p
  .array(p.hash({ name: p.string({ max: 40 }).required(), value: p.string({ max: 140 }).required() }), { max: 4 })
  .emptyable();
export const invoiceCreation = p.hash({
  enabled: p.boolean().required(),
  invoice_data: p.hash({
    account_tax_ids: p.array(p.id()).emptyable(),
    custom_fields: invoiceFields,
    description: p.string({ max: 1500 }),
    footer: p.string({ max: 5000 }),
    issuer: party,
    metadata: p.metadata(),
    rendering_options: p
      .hash({ amount_tax_display: p.enum(['exclude_tax', 'include_inclusive_tax']).emptyable(), template: p.id() })
      .emptyable(),
  }),
});

const asked = { enabled: p.boolean().required(), optional: p.boolean() };
export const nameCollection = p.hash({ business: p.hash(asked), individual: p.hash(asked) });

export const phoneNumberCollection = p.hash({ enabled: p.boolean().required() });
export const shippingAddressCollection = p.hash({ allowed_countries: p.array(p.country(), { max: 300 }).required() });
export const taxIdCollection = p.hash({ enabled: p.boolean().required(), required: p.enum(['if_supported', 'never']) });
export const managedPayments = p.hash({ enabled: p.boolean() });

const rateData = p.hash(shippingRateData);
export const shippingOptions = p.array(p.hash({ shipping_rate: p.id(), shipping_rate_data: rateData }), { max: 5 });

export const submitType = p.enum(['auto', 'book', 'donate', 'pay', 'subscribe']);
export const captureMethod = p.enum(['automatic', 'automatic_async', 'manual']);
export const setupFutureUsage = p.enum(['off_session', 'on_session']);
export const descriptor = p.string({ max: 22 });

const usage = p.enum(['none', 'off_session', 'on_session']);
const ifAvailable = p.enum(['if_available', 'never']);
export const checkoutMethodOptions = p.hash({
  ...otherKinds,
  demo_pay: p.anything(),
  card: p.hash({
    capture_method: p.enum(['manual']),
    installments: p.hash({ enabled: p.boolean() }),
    request_extended_authorization: ifAvailable,
    request_incremental_authorization: ifAvailable,
    request_multicapture: ifAvailable,
    request_overcapture: ifAvailable,
    request_three_d_secure: p.enum(['any', 'automatic', 'challenge']),
    restrictions: p.hash({
      brands_blocked: p.array(p.enum(['american_express', 'discover_global_network', 'mastercard', 'visa'])),
      funding_types_blocked: p.array(p.enum(['credit', 'debit', 'prepaid'])),
    }),
    setup_future_usage: setupFutureUsage,
    statement_descriptor_suffix_kana: p.string({ max: 22 }),
    statement_descriptor_suffix_kanji: p.string({ max: 17 }),
  }),
  ideal: p.hash({ setup_future_usage: p.enum(['none']) }),
  sepa_debit: p.hash({
    mandate_options: p.hash({ reference_prefix: p.string({ max: 12 }).emptyable() }),
    setup_future_usage: usage,
    target_date: p.string(),
  }),
  us_bank_account: p.hash({
    financial_connections: p.anything(),
    setup_future_usage: usage,
    target_date: p.string(),
    verification_method: p.enum(['automatic', 'instant']),
  }),
});

export const billingMode = p.hash({
  flexible: p.hash({ proration_discounts: p.enum(['included', 'itemized']) }),
  type: p.enum(['classic', 'flexible']).required(),
});
export const trialSettings = p.hash({
  end_behavior: p.hash({ missing_payment_method: p.enum(['cancel', 'create_invoice', 'pause']).required() }).required(),
});
export const subscriptionInvoiceSettings = p.hash({
  account_tax_ids: p.array(p.id()).emptyable(),
  custom_fields: invoiceFields,
  description: p.string({ max: 1500 }),
  footer: p.string({ max: 5000 }),
  issuer: party,
});
export const pendingInterval = p.hash({
  interval: p.enum(INTERVALS).required(),
  interval_count: p.integer({ min: 1 }),
});
