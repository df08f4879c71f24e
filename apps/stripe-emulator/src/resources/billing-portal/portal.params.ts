import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf, type Infer } from '../../core/params.js';
import { INTERVALS } from '../prices/price.params.js';

const REASONS = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;
const prorations = p.enum(['always_invoice', 'create_prorations', 'none']);
const enabled = p.boolean();
const cancellationReason = {
  enabled: p.boolean().required(),
  feedback_options: p.array(p.id()).emptyable(),
  options: p.array(p.enum(REASONS)).emptyable(),
};
const adjustable = p.hash({
  enabled: p.boolean().required(),
  maximum: p.integer({ min: 0 }),
  minimum: p.integer({ min: 0 }),
});
const condition = p.hash({ type: p.enum(['decreasing_item_amount', 'shortening_interval']).required() });

/** What both calls take; on create a feature that is named says whether it is on. */
const fields = {
  customer_update: {
    allowed_updates: p.array(p.enum(['address', 'email', 'name', 'phone', 'shipping', 'tax_id'])).emptyable(),
  },
  subscription_cancel: {
    mode: p.enum(['at_period_end', 'immediately']),
    proration_behavior: prorations,
  },
  subscription_pause: {
    duration: p.hash({
      interval_options: p
        .array(p.hash({ interval: p.enum(INTERVALS).required(), interval_count: p.integer({ min: 1 }) }))
        .emptyable(),
      type: p.enum(['indefinite', 'interval_options']).required(),
    }),
    enabled,
  },
  subscription_update: {
    billing_cycle_anchor: p.enum(['now', 'unchanged']),
    default_allowed_updates: p.array(p.enum(['price', 'promotion_code', 'quantity'])).emptyable(),
    products: p
      .array(
        p.hash({
          adjustable_quantity: adjustable,
          prices: p.array(p.id()).required(),
          product: p.id().required(),
        }),
        { max: 10 },
      )
      .emptyable(),
    proration_behavior: prorations,
    schedule_at_period_end: p.hash({ conditions: p.array(condition).emptyable() }),
    trial_update_behavior: p.enum(['continue_trial', 'end_trial']),
  },
};
const always = {
  invoice_history: p.hash({ enabled: enabled.required() }),
  payment_method_update: p.hash({
    enabled: enabled.required(),
    payment_method_configuration: p.id().emptyable(),
  }),
  subscription_pause: p.hash(fields.subscription_pause),
};
const common = {
  default_return_url: p.url().emptyable(),
  login_page: p.hash({ enabled: p.boolean().required() }),
  metadata: p.metadata(),
  name: p.string({ max: 100 }).emptyable(),
};

export const createConfigurationParams = paramsOf<Stripe.BillingPortal.ConfigurationCreateParams>()({
  ...common,
  business_profile: p.hash({
    headline: p.string({ max: 60 }).emptyable(),
    privacy_policy_url: p.url(),
    terms_of_service_url: p.url(),
  }),
  features: p
    .hash({
      ...always,
      customer_update: p.hash({ ...fields.customer_update, enabled: enabled.required() }),
      subscription_cancel: p.hash({
        ...fields.subscription_cancel,
        cancellation_reason: p.hash({ ...cancellationReason, options: cancellationReason.options.required() }),
        enabled: enabled.required(),
      }),
      subscription_update: p.hash({ ...fields.subscription_update, enabled: enabled.required() }),
    })
    .required(),
});
export type CreateConfigurationParams = Infer<typeof createConfigurationParams>;

export const updateConfigurationParams = paramsOf<Stripe.BillingPortal.ConfigurationUpdateParams>()({
  ...common,
  active: p.boolean(),
  business_profile: p.hash({
    headline: p.string({ max: 60 }).emptyable(),
    privacy_policy_url: p.url().emptyable(),
    terms_of_service_url: p.url().emptyable(),
  }),
  features: p.hash({
    ...always,
    customer_update: p.hash({ ...fields.customer_update, enabled }),
    subscription_cancel: p.hash({
      ...fields.subscription_cancel,
      cancellation_reason: p.hash(cancellationReason),
      enabled,
    }),
    subscription_update: p.hash({ ...fields.subscription_update, enabled }),
  }),
});
export type UpdateConfigurationParams = Infer<typeof updateConfigurationParams>;

export const listConfigurationsParams = listParamsOf<Stripe.BillingPortal.ConfigurationListParams>()({
  active: p.boolean(),
  is_default: p.boolean(),
});

const ofSubscription = { subscription: p.id().required() };
export const createPortalSessionParams = paramsOf<Stripe.BillingPortal.SessionCreateParams>()({
  after_expiration: p.hash({
    customer_login: p.hash({ expires_at: p.timestamp() }),
    type: p.enum(['customer_login']).required(),
  }),
  configuration: p.id(),
  customer: p.id(),
  customer_account: p.id(),
  flow_data: p.hash({
    after_completion: p.hash({
      hosted_confirmation: p.hash({ custom_message: p.string({ max: 500 }) }),
      redirect: p.hash({ return_url: p.url().required() }),
      type: p.enum(['hosted_confirmation', 'portal_homepage', 'redirect']).required(),
    }),
    subscription_cancel: p.hash({
      ...ofSubscription,
      retention: p.hash({
        coupon_offer: p.hash({ coupon: p.id().required() }).required(),
        type: p.enum(['coupon_offer']).required(),
      }),
    }),
    subscription_pause: p.hash(ofSubscription),
    subscription_update: p.hash(ofSubscription),
    subscription_update_confirm: p.hash({
      ...ofSubscription,
      discounts: p.array(p.hash({ coupon: p.id(), promotion_code: p.id() }), { max: 1 }),
      items: p
        .array(p.hash({ id: p.id().required(), price: p.id(), quantity: p.integer({ min: 0 }) }), { max: 1 })
        .required(),
    }),
    type: p
      .enum([
        'customer_update',
        'payment_method_update',
        'subscription_cancel',
        'subscription_pause',
        'subscription_update',
        'subscription_update_confirm',
      ])
      .required(),
  }),
  locale: p.string({ max: 10 }),
  on_behalf_of: p.id(),
  return_url: p.url(),
});
export type CreatePortalSessionParams = Infer<typeof createPortalSessionParams>;
