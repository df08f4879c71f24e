import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import * as field from '../checkout/checkout-fields.params.js';
import { ALL_PAYMENT_METHOD_TYPES } from '../payment-methods/payment-method.params.js';

const types = p.array(p.enum(ALL_PAYMENT_METHOD_TYPES));
const blocked = p.array(p.enum(['american_express', 'discover_global_network', 'mastercard', 'visa']));

/** What create and update have in common. */
const common = {
  after_completion: p.hash({
    hosted_confirmation: p.hash({ custom_message: p.string({ max: 500 }) }),
    redirect: p.hash({ url: p.string({ max: 2048 }).required() }),
    type: p.enum(['hosted_confirmation', 'redirect']).required(),
  }),
  allow_promotion_codes: p.boolean(),
  application_fee_amount: p.integer({ min: 0 }).emptyable(),
  application_fee_percent: p.number({ min: 0, max: 100 }).emptyable(),
  automatic_tax: field.automaticTax,
  billing_address_collection: p.enum(['auto', 'required']),
  consent_collection: field.consentCollection,
  custom_fields: field.customFields.emptyable(),
  custom_text: field.customText,
  customer_creation: p.enum(['always', 'if_required']),
  inactive_message: p.string({ max: 500 }).emptyable(),
  invoice_creation: field.invoiceCreation,
  metadata: p.metadata(),
  name_collection: field.nameCollection.emptyable(),
  on_behalf_of: p.id().emptyable(),
  optional_items: field.optionalItems.emptyable(),
  payment_method_collection: p.enum(['always', 'if_required']),
  payment_method_options: p
    .hash({
      card: p.hash({ restrictions: p.hash({ brands_blocked: blocked.emptyable() }).emptyable() }).emptyable(),
    })
    .emptyable(),
  payment_method_types: types.emptyable(),
  phone_number_collection: field.phoneNumberCollection,
  restrictions: p
    .hash({ completed_sessions: p.hash({ limit: p.integer({ min: 1 }).required() }).required() })
    .emptyable(),
  shipping_address_collection: field.shippingAddressCollection.emptyable(),
  shipping_options: p.array(p.hash({ shipping_rate: p.id() }), { max: 10 }).emptyable(),
  submit_type: field.submitType,
  tax_id_collection: field.taxIdCollection,
  transfer_data: p.hash({ amount: p.amount().emptyable(), destination: p.id().required() }).emptyable(),
};

const paymentData = {
  description: p.string({ max: 1000 }).emptyable(),
  metadata: p.metadata(),
  setup_future_usage: field.setupFutureUsage.emptyable(),
  statement_descriptor: field.descriptor.emptyable(),
  statement_descriptor_suffix: field.descriptor.emptyable(),
  transfer_group: p.string().emptyable(),
};
const subscriptionData = {
  invoice_settings: p.hash({ issuer: field.party }),
  metadata: p.metadata(),
  trial_period_days: p.integer({ min: 1, max: 730 }).emptyable(),
  trial_settings: field.trialSettings.emptyable(),
};
const { price, price_data, adjustable_quantity, quantity } = field.lineItem;

export const createLinkParams = paramsOf<Stripe.PaymentLinkCreateParams>()({
  ...common,
  currency: p.currency(),
  line_items: p
    .array(p.hash({ adjustable_quantity, price, price_data, quantity: quantity.required() }), { max: 20 })
    .required(),
  managed_payments: field.managedPayments,
  payment_intent_data: p.hash({ ...paymentData, capture_method: field.captureMethod }),
  subscription_data: p.hash({
    ...subscriptionData,
    description: p.string({ max: 500 }),
    invoice_settings: field.subscriptionInvoiceSettings,
  }),
});
export type LinkParams = Infer<typeof createLinkParams>;

export const updateLinkParams = paramsOf<Stripe.PaymentLinkUpdateParams>()({
  ...common,
  active: p.boolean(),
  line_items: p.array(p.hash({ adjustable_quantity, id: p.id().required(), quantity }), { max: 20 }),
  payment_intent_data: p.hash(paymentData),
  subscription_data: p.hash({ ...subscriptionData, invoice_settings: field.subscriptionInvoiceSettings }),
});
export type LinkChange = Infer<typeof updateLinkParams>;

export const listLinksParams = listParamsOf<Stripe.PaymentLinkListParams>()({ active: p.boolean() });
