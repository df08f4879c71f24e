import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { customers } from '../customers/customer.resource.js';
import { subscriptions } from '../subscriptions/subscription.resource.js';
import { defaultConfiguration } from './configuration.js';
import type { CreatePortalSessionParams } from './portal.params.js';
import { portalConfigurations, portalSessions } from './portal.resource.js';

type Session = Stripe.BillingPortal.Session;
type FlowParams = NonNullable<CreatePortalSessionParams['flow_data']>;

/** A link must be opened within five minutes, and is good for an hour after each visit. */
const SECONDS_TO_OPEN = 300;
export const SECONDS_TO_STAY = 3600;

export function createPortalSession(ctx: Context, params: CreatePortalSessionParams): Session {
  const { customer } = params;
  if (customer === undefined) throw missingParam('customer');
  ctx.require(customers, customer, 'customer');
  const configuration = configurationOf(ctx, params.configuration);
  const id = ctx.id(portalSessions.idPrefix);
  const secret = ctx.secret(40);
  const session = ctx.insert(
    portalSessions,
    {
      id,
      object: 'billing_portal.session',
      ...(params.after_expiration === undefined
        ? {}
        : {
            after_expiration: {
              customer_login: { expires_at: params.after_expiration.customer_login?.expires_at ?? null },
              type: params.after_expiration.type,
            },
          }),
      configuration: configuration.id,
      created: ctx.now,
      customer,
      customer_account: params.customer_account ?? null,
      flow: params.flow_data === undefined ? null : flowOf(ctx, params.flow_data, customer, configuration),
      livemode: false,
      locale: params.locale ?? null,
      on_behalf_of: params.on_behalf_of ?? null,
      return_url: params.return_url ?? configuration.default_return_url,
      url: `${ctx.baseUrl}/p/session/${id}/${secret}`,
    },
    { secret, expiresAt: ctx.now + SECONDS_TO_OPEN },
  );
  ctx.emit('billing_portal.session.created', session);
  return session;
}

function configurationOf(ctx: Context, id: string | undefined): Stripe.BillingPortal.Configuration {
  if (id === undefined) return defaultConfiguration(ctx);
  const configuration = ctx.require(portalConfigurations, id, 'configuration');
  if (configuration.active) return configuration;
  throw invalidRequest(`The portal configuration ${id} is not active. Activate it or use another one.`, {
    param: 'configuration',
  });
}

const FEATURE_OF: Readonly<Record<string, keyof Stripe.BillingPortal.Configuration.Features>> = {
  customer_update: 'customer_update',
  payment_method_update: 'payment_method_update',
  subscription_cancel: 'subscription_cancel',
  subscription_pause: 'subscription_pause',
  subscription_update: 'subscription_update',
  subscription_update_confirm: 'subscription_update',
};

/** A deep link into one task of the portal. @throws StripeError when the portal does not offer the task */
function flowOf(
  ctx: Context,
  flow: FlowParams,
  customer: string,
  { features }: Stripe.BillingPortal.Configuration,
): Stripe.BillingPortal.Session.Flow {
  const { type, after_completion: after } = flow;
  const feature = FEATURE_OF[type];
  if (feature !== undefined && !features[feature].enabled)
    throw invalidRequest(
      `This flow cannot be used because the ${feature.replaceAll('_', ' ')} feature in the portal configuration is disabled.`,
      { param: 'flow_data[type]' },
    );
  if (type.startsWith('subscription')) assertSubscription(ctx, flow, customer);
  const { subscription_cancel: cancel, subscription_update_confirm: confirm } = flow;
  return {
    after_completion: {
      hosted_confirmation:
        after?.hosted_confirmation === undefined
          ? null
          : { custom_message: after.hosted_confirmation.custom_message ?? null },
      redirect: after?.redirect ?? null,
      type: after?.type ?? 'portal_homepage',
    },
    customer_update: type === 'customer_update' ? {} : null,
    subscription_cancel:
      cancel === undefined ? null : { retention: cancel.retention ?? null, subscription: cancel.subscription },
    subscription_pause: flow.subscription_pause ?? null,
    subscription_update: flow.subscription_update ?? null,
    subscription_update_confirm:
      confirm === undefined
        ? null
        : {
            discounts:
              confirm.discounts?.map(({ coupon, promotion_code: code }) => ({
                coupon: coupon ?? null,
                promotion_code: code ?? null,
              })) ?? null,
            items: confirm.items.map(({ id, price, quantity }) => ({
              id,
              price: price ?? null,
              ...(quantity === undefined ? {} : { quantity }),
            })),
            subscription: confirm.subscription,
          },
    type,
  };
}

function assertSubscription(ctx: Context, flow: FlowParams, customer: string): void {
  const name = flow.type as Exclude<FlowParams['type'], 'customer_update' | 'payment_method_update'>;
  const id = flow[name]?.subscription;
  if (id === undefined) throw missingParam(`flow_data[${name}]`);
  const param = `flow_data[${name}][subscription]`;
  const subscription = ctx.require(subscriptions, id, param);
  if (subscription.customer !== customer)
    throw invalidRequest(`The subscription ${id} does not belong to the customer ${customer}.`, { param });
  if (name === 'subscription_cancel' && (subscription.cancel_at_period_end || subscription.status === 'canceled'))
    throw invalidRequest(`The subscription ${id} is already set to be canceled.`, { param });
}
