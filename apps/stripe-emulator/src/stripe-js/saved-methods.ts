import type Stripe from 'stripe';
import type { Context } from '../core/context.js';
import type { ApiObject } from '../core/resource.js';
import { paymentMethods } from '../resources/payment-methods/payment-method.resource.js';

/** The customer of a customer session, with the payment methods that may be shown again; null without a session. */
export function savedMethodsOf(ctx: Context, secret: string | undefined): object | null {
  if (secret === undefined) return null;
  const resource = ctx.engine.resource('customer_session');
  const sessions = resource === undefined ? [] : (ctx.all(resource, { client_secret: secret }) as readonly ApiObject[]);
  const session = sessions[0] as Stripe.CustomerSession | undefined;
  const features = session?.components?.payment_element.features;
  if (session === undefined || features?.payment_method_redisplay !== 'enabled') return null;
  const shown: readonly (string | undefined)[] = features.payment_method_allow_redisplay_filters;
  const customer = session.customer as string;
  const saved = ctx.all(paymentMethods, { customer }).filter((method) => shown.includes(method.allow_redisplay));
  return { id: customer, payment_methods: saved.toReversed() };
}
