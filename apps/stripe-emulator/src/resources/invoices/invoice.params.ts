import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { discountsParam } from '../discounts/discount.create.js';
import { taxBehavior } from '../prices/price.params.js';

const issuer = p.hash({ account: p.id(), type: p.enum(['account', 'self']).required() });
const address = p.hash({
  city: p.string().emptyable(),
  country: p.string().emptyable(),
  line1: p.string().emptyable(),
  line2: p.string().emptyable(),
  postal_code: p.string().emptyable(),
  state: p.string().emptyable(),
});
const estimate = p.hash({
  unit: p.enum(['business_day', 'day', 'hour', 'month', 'week']).required(),
  value: p.integer({ min: 1 }).required(),
});
const amountIn = { amount: p.integer({ min: 0 }).required(), tax_behavior: taxBehavior };
const shippingCost = p.hash({
  shipping_rate: p.id(),
  shipping_rate_data: p.hash({
    delivery_estimate: p.hash({ maximum: estimate, minimum: estimate }),
    display_name: p.string({ max: 100 }).required(),
    fixed_amount: p.hash({
      amount: p.integer({ min: 0 }).required(),
      currency: p.currency().required(),
      currency_options: p.mapOf(p.hash(amountIn)),
    }),
    metadata: p.metadata(),
    tax_behavior: taxBehavior,
    tax_code: p.id(),
    type: p.enum(['fixed_amount']),
  }),
});

const common = {
  account_tax_ids: p.array(p.id()).emptyable(),
  application_fee_amount: p.integer({ min: 0 }),
  auto_advance: p.boolean(),
  automatic_tax: p.hash({ enabled: p.boolean().required(), liability: issuer }),
  automatically_finalizes_at: p.timestamp(),
  collection_method: p.enum(['charge_automatically', 'send_invoice']),
  custom_fields: p
    .array(p.hash({ name: p.string({ max: 40 }).required(), value: p.string({ max: 140 }).required() }), { max: 4 })
    .emptyable(),
  days_until_due: p.integer({ min: 0, max: 36_500 }),
  default_payment_method: p.id().emptyable(),
  default_source: p.id().emptyable(),
  default_tax_rates: p.array(p.id(), { max: 20 }).emptyable(),
  description: p.string({ max: 1500 }).emptyable(),
  discounts: discountsParam().emptyable(),
  due_date: p.timestamp(),
  effective_at: p.timestamp().emptyable(),
  footer: p.string().emptyable(),
  issuer,
  metadata: p.metadata(),
  number: p.string({ max: 26 }).emptyable(),
  on_behalf_of: p.id().emptyable(),
  payment_settings: p.hash({
    default_mandate: p.id().emptyable(),
    payment_method_options: p.mapOf(p.anything()),
    payment_method_types: p.array(p.string()).emptyable(),
  }),
  rendering: p.hash({
    amount_tax_display: p.enum(['exclude_tax', 'include_inclusive_tax']).emptyable(),
    pdf: p.hash({ page_size: p.enum(['a4', 'auto', 'letter']) }),
    template: p.id(),
    template_version: p.integer().emptyable(),
  }),
  shipping_cost: shippingCost.emptyable(),
  shipping_details: p
    .hash({ address: address.required(), name: p.string().required(), phone: p.string().emptyable() })
    .emptyable(),
  statement_descriptor: p.string({ max: 22 }).emptyable(),
  transfer_data: p.hash({ amount: p.integer({ min: 0 }), destination: p.id().required() }).emptyable(),
};

export const createInvoiceParams = paramsOf<Stripe.InvoiceCreateParams>()({
  ...common,
  currency: p.currency(),
  customer: p.id(),
  customer_account: p.id(),
  from_invoice: p.hash({ action: p.enum(['revision']).required(), invoice: p.id().required() }),
  pending_invoice_items_behavior: p.enum(['exclude', 'include']),
  subscription: p.id(),
});

export const updateInvoiceParams = paramsOf<Stripe.InvoiceUpdateParams>()(common);

export const listInvoicesParams = listParamsOf<Stripe.InvoiceListParams>()({
  collection_method: p.enum(['charge_automatically', 'send_invoice']),
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
  due_date: p.range(),
  status: p.enum(['draft', 'open', 'paid', 'uncollectible', 'void']),
  subscription: p.id(),
});

export const payInvoiceParams = paramsOf<Stripe.InvoicePayParams>()({
  forgive: p.boolean(),
  mandate: p.id().emptyable(),
  off_session: p.boolean(),
  paid_out_of_band: p.boolean(),
  payment_method: p.id(),
  source: p.id(),
});

export const finalizeInvoiceParams = paramsOf<Stripe.InvoiceFinalizeInvoiceParams>()({ auto_advance: p.boolean() });

export const attachPaymentParams = paramsOf<Stripe.InvoiceAttachPaymentParams>()({
  payment_intent: p.id(),
  payment_record: p.id(),
});

export const listPaymentsParams = listParamsOf<Stripe.InvoicePaymentListParams>()({
  created: p.range(),
  invoice: p.id(),
  payment: p.hash({
    payment_intent: p.id(),
    payment_record: p.id(),
    type: p.enum(['payment_intent', 'payment_record']).required(),
  }),
  status: p.enum(['canceled', 'open', 'paid']),
});
