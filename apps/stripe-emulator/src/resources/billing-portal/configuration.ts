import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { prices } from '../prices/price.resource.js';
import { products } from '../products/product.resource.js';
import { applicationId } from '../transfers/transfer-money.js';
import type { CreateConfigurationParams, UpdateConfigurationParams } from './portal.params.js';
import { portalConfigurations, type ConfigurationHidden } from './portal.resource.js';

type Configuration = Stripe.BillingPortal.Configuration;
type Features = Stripe.BillingPortal.Configuration.Features;
type FeatureParams = NonNullable<UpdateConfigurationParams['features']>;

const NOTHING: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: {
      enabled: false,
      feedback_options: null,
      options: ['too_expensive', 'missing_features', 'switched_service', 'unused', 'other'],
    },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: {
    duration: { interval_options: [{ interval: 'month', interval_count: 1 }], type: 'interval_options' },
    enabled: false,
  },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
};

/** What an account has before it configured anything. */
const STANDARD: CreateConfigurationParams = {
  features: {
    customer_update: { enabled: true, allowed_updates: ['email', 'name', 'address', 'phone'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: 'at_period_end' },
  },
};

export function createConfiguration(
  ctx: Context,
  params: CreateConfigurationParams,
  { isDefault = false } = {},
): Configuration {
  const id = ctx.id(portalConfigurations.idPrefix);
  const profile = params.business_profile;
  const configuration = ctx.insert(
    portalConfigurations,
    {
      id,
      object: 'billing_portal.configuration',
      active: true,
      application: ctx.isConnected ? applicationId(ctx) : null,
      business_profile: {
        headline: profile?.headline ?? null,
        privacy_policy_url: profile?.privacy_policy_url ?? null,
        terms_of_service_url: profile?.terms_of_service_url ?? null,
      },
      created: ctx.now,
      default_return_url: params.default_return_url ?? null,
      features: featuresOf(NOTHING, params.features),
      is_default: isDefault,
      livemode: false,
      login_page: loginPageOf(ctx, id, params.login_page?.enabled ?? false),
      metadata: mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      updated: ctx.now,
    },
    { products: productsOf(ctx, params.features) ?? [] },
  );
  // The one that every account has from the beginning is no news.
  if (!isDefault) ctx.emit('billing_portal.configuration.created', configuration);
  return configuration;
}

export function updateConfiguration(ctx: Context, id: string, params: UpdateConfigurationParams): Configuration {
  const before = ctx.require(portalConfigurations, id);
  if (params.active === false && before.is_default)
    throw invalidRequest('You cannot deactivate the default portal configuration.', { param: 'active' });
  const { business_profile: profile, login_page: login, features } = params;
  const given = features === undefined ? undefined : productsOf(ctx, features);
  const after = ctx.update(
    portalConfigurations,
    id,
    {
      ...(params.active === undefined ? {} : { active: params.active }),
      ...(params.default_return_url === undefined ? {} : { default_return_url: params.default_return_url }),
      ...(params.name === undefined ? {} : { name: params.name }),
      ...(profile === undefined ? {} : { business_profile: { ...before.business_profile, ...profile } }),
      ...(login === undefined ? {} : { login_page: loginPageOf(ctx, id, login.enabled) }),
      ...(features === undefined ? {} : { features: featuresOf(before.features, features) }),
      metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
      updated: ctx.now,
    },
    { products: given ?? ctx.hidden(portalConfigurations, id).products },
  );
  ctx.emit('billing_portal.configuration.updated', after, before);
  return after;
}

function loginPageOf(ctx: Context, id: string, enabled: boolean): Configuration['login_page'] {
  return { enabled, url: enabled ? `${ctx.baseUrl}/p/login/${id}` : null };
}

/** Features as they are after a change: what was not named stays. */
function featuresOf(before: Features, change: FeatureParams): Features {
  const { customer_update: update, subscription_cancel: cancel, subscription_update: plan } = change;
  const { products: _products, ...planFields } = plan ?? {};
  const reason = cancel?.cancellation_reason;
  const pause = change.subscription_pause;
  return {
    customer_update: {
      allowed_updates:
        update?.allowed_updates === undefined ? before.customer_update.allowed_updates : (update.allowed_updates ?? []),
      enabled: update?.enabled ?? before.customer_update.enabled,
    },
    invoice_history: change.invoice_history ?? before.invoice_history,
    payment_method_update: {
      ...before.payment_method_update,
      ...(change.payment_method_update ?? {}),
    },
    subscription_cancel: {
      cancellation_reason: {
        ...before.subscription_cancel.cancellation_reason,
        ...(reason === undefined
          ? {}
          : { ...reason, options: reason.options ?? NOTHING.subscription_cancel.cancellation_reason.options }),
      },
      enabled: cancel?.enabled ?? before.subscription_cancel.enabled,
      mode: cancel?.mode ?? before.subscription_cancel.mode,
      proration_behavior: cancel?.proration_behavior ?? before.subscription_cancel.proration_behavior,
    },
    subscription_pause: {
      duration: pause?.duration === undefined ? before.subscription_pause.duration : durationOf(pause.duration),
      enabled: pause?.enabled ?? before.subscription_pause.enabled,
    },
    subscription_update: {
      ...before.subscription_update,
      ...planFields,
      default_allowed_updates:
        planFields.default_allowed_updates === undefined
          ? before.subscription_update.default_allowed_updates
          : (planFields.default_allowed_updates ?? []),
      schedule_at_period_end: {
        conditions:
          planFields.schedule_at_period_end?.conditions ?? before.subscription_update.schedule_at_period_end.conditions,
      },
    },
  };
}

function durationOf(
  duration: NonNullable<NonNullable<FeatureParams['subscription_pause']>['duration']>,
): Stripe.BillingPortal.Configuration.Features.SubscriptionPause['duration'] {
  const options = duration.interval_options ?? [];
  return {
    interval_options: options.map(({ interval, interval_count: count }) => ({ interval, interval_count: count ?? 1 })),
    type: duration.type,
  };
}

/** @throws StripeError for a product or a price that does not exist, or that do not belong together */
function productsOf(
  ctx: Context,
  { subscription_update: plan }: FeatureParams,
): ConfigurationHidden['products'] | undefined {
  if (plan?.products === undefined) return plan?.enabled === true ? [] : undefined;
  return (plan.products ?? []).map(({ product, prices: offered, adjustable_quantity: adjustable }, index) => {
    const path = `features[subscription_update][products][${index}]`;
    ctx.require(products, product, `${path}[product]`);
    for (const [at, price] of offered.entries())
      if (ctx.require(prices, price, `${path}[prices][${at}]`).product !== product)
        throw invalidRequest(`The price ${price} is not of the product ${product}.`, {
          param: `${path}[prices][${at}]`,
        });
    return {
      adjustable_quantity: {
        enabled: adjustable?.enabled ?? false,
        maximum: adjustable?.maximum ?? null,
        minimum: adjustable?.minimum ?? 1,
      },
      prices: offered,
      product,
    };
  });
}

/** The configuration of sessions that name none. Connected accounts get theirs when they first need it. */
export function defaultConfiguration(ctx: Context): Configuration {
  const [known] = ctx.all(portalConfigurations, { is_default: true });
  return known ?? createConfiguration(ctx, STANDARD, { isDefault: true });
}
