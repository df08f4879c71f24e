import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import { shippingParam } from '../payment-intents/payment-intent.params.js';
import { ALL_PAYMENT_METHOD_TYPES } from '../payment-methods/payment-method.params.js';
import * as field from './checkout-fields.params.js';
import { olderLine } from './older-line.js';

const types = p.array(p.enum(ALL_PAYMENT_METHOD_TYPES));
const asset = p.hash({ file: p.id(), type: p.enum(['file', 'url']).required(), url: p.string() });
const auto = p.enum(['auto', 'never']);

/** The last three are what older versions called the pages. */
export const UI_MODES = ['elements', 'embedded_page', 'form', 'hosted_page', 'custom', 'embedded', 'hosted'] as const;

const subscriptionData = p.hash({
  application_fee_percent: p.number({ min: 0, max: 100 }),
  billing_cycle_anchor: p.timestamp(),
  billing_cycle_anchor_config: p.hash({
    day_of_month: p.integer({ min: 1, max: 31 }).required(),
    hour: p.integer({ min: 0, max: 23 }),
    minute: p.integer({ min: 0, max: 59 }),
    month: p.integer({ min: 1, max: 12 }),
    second: p.integer({ min: 0, max: 59 }),
  }),
  billing_mode: field.billingMode,
  default_tax_rates: p.array(p.id(), { max: 10 }),
  description: p.string({ max: 500 }),
  invoice_settings: field.subscriptionInvoiceSettings,
  metadata: p.metadata(),
  on_behalf_of: p.id(),
  pending_invoice_item_interval: field.pendingInterval,
  proration_behavior: p.enum(['create_prorations', 'none']),
  transfer_data: p.hash({ amount_percent: p.number({ min: 0, max: 100 }), destination: p.id().required() }),
  trial_end: p.timestamp(),
  trial_period_days: p.integer({ min: 1, max: 730 }),
  trial_settings: field.trialSettings,
});

export const createSessionParams = paramsOf<Stripe.Checkout.SessionCreateParams>()({
  adaptive_pricing: p.hash({ enabled: p.boolean() }),
  after_expiration: p.hash({
    recovery: p.hash({ allow_promotion_codes: p.boolean(), enabled: p.boolean().required() }),
  }),
  allow_promotion_codes: p.boolean(),
  allowed_payment_method_types: types,
  automatic_tax: field.automaticTax,
  billing_address_collection: p.enum(['auto', 'required']),
  branding_settings: p.hash({
    background_color: p.string().emptyable(),
    border_style: p.enum(['pill', 'rectangular', 'rounded']).emptyable(),
    button_color: p.string().emptyable(),
    display_name: p.string(),
    font_family: p.string().emptyable(),
    icon: asset,
    logo: asset,
  }),
  cancel_url: p.url(),
  client_reference_id: p.string({ max: 200 }),
  consent_collection: field.consentCollection,
  currency: p.currency(),
  custom_fields: field.customFields,
  custom_text: field.customText,
  customer: p.id(),
  customer_account: p.id(),
  customer_creation: p.enum(['always', 'if_required']),
  customer_email: p.email(),
  customer_update: p.hash({ address: auto, name: auto, shipping: auto }),
  discounts: p.array(p.hash({ coupon: p.id(), promotion_code: p.id() }), { max: 1 }),
  excluded_payment_method_types: types,
  expires_at: p.timestamp(),
  integration_identifier: p.string({ max: 200 }),
  invoice_creation: field.invoiceCreation,
  line_items: p.array(p.hash({ ...field.lineItem, ...olderLine }), { max: 100 }),
  locale: p.string({ max: 10 }),
  managed_payments: field.managedPayments,
  metadata: p.metadata(),
  mode: p.enum(['payment', 'setup', 'subscription']),
  name_collection: field.nameCollection,
  optional_items: field.optionalItems,
  origin_context: p.enum(['mobile_app', 'web']),
  payment_intent_data: p.hash({
    application_fee_amount: p.integer({ min: 0 }),
    capture_method: field.captureMethod,
    description: p.string({ max: 1000 }),
    metadata: p.metadata(),
    on_behalf_of: p.id(),
    receipt_email: p.email(),
    setup_future_usage: field.setupFutureUsage,
    shipping: shippingParam,
    statement_descriptor: field.descriptor,
    statement_descriptor_suffix: field.descriptor,
    transfer_data: p.hash({ amount: p.amount(), destination: p.id().required() }),
    transfer_group: p.string(),
  }),
  payment_method_collection: p.enum(['always', 'if_required']),
  payment_method_configuration: p.id(),
  payment_method_data: p.hash({ allow_redisplay: p.enum(['always', 'limited', 'unspecified']) }),
  payment_method_options: field.checkoutMethodOptions,
  payment_method_types: types,
  permissions: p.hash({ update_shipping_details: p.enum(['client_only', 'server_only']) }),
  phone_number_collection: field.phoneNumberCollection,
  redirect_on_completion: p.enum(['always', 'if_required', 'never']),
  return_url: p.url(),
  saved_payment_method_options: p.hash({
    allow_redisplay_filters: p.array(p.enum(['always', 'limited', 'unspecified'])),
    payment_method_remove: p.enum(['disabled', 'enabled']),
    payment_method_save: p.enum(['disabled', 'enabled']),
  }),
  setup_intent_data: p.hash({ description: p.string({ max: 1000 }), metadata: p.metadata(), on_behalf_of: p.id() }),
  shipping_address_collection: field.shippingAddressCollection,
  shipping_options: field.shippingOptions,
  submit_type: field.submitType,
  subscription_data: subscriptionData,
  success_url: p.string(),
  tax_id_collection: field.taxIdCollection,
  ui_mode: p.enum(UI_MODES),
  wallet_options: p.hash({ link: p.hash({ display: p.enum(['auto', 'never']) }) }),
});
export type CreateSessionParams = Infer<typeof createSessionParams>;

export const updateSessionParams = paramsOf<Stripe.Checkout.SessionUpdateParams>()({
  collected_information: p.hash({
    shipping_details: p.hash({
      address: p
        .hash({
          city: p.string(),
          country: p.country().required(),
          line1: p.string().required(),
          line2: p.string(),
          postal_code: p.string(),
          state: p.string(),
        })
        .required(),
      name: p.string().required(),
    }),
  }),
  line_items: p.array(
    p.hash({
      ...field.lineItem,
      id: p.id(),
      tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
    }),
    { max: 100 },
  ),
  metadata: p.metadata(),
  payment_intent_data: p.hash({
    description: p.string({ max: 1000 }).emptyable(),
    metadata: p.metadata(),
    setup_future_usage: field.setupFutureUsage.emptyable(),
    statement_descriptor: field.descriptor.emptyable(),
    statement_descriptor_suffix: field.descriptor.emptyable(),
  }),
  shipping_options: field.shippingOptions.emptyable(),
});
export type UpdateSessionParams = Infer<typeof updateSessionParams>;

export const listSessionsParams = listParamsOf<Stripe.Checkout.SessionListParams>()({
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
  customer_details: p.hash({ email: p.email().required() }),
  payment_intent: p.id(),
  payment_link: p.id(),
  status: p.enum(['complete', 'expired', 'open']),
  subscription: p.id(),
});
