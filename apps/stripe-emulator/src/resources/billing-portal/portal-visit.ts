import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import type { CheckoutForm } from '../checkout/checkout-form.js';
import { customers } from '../customers/customer.resource.js';
import { subscriptions } from '../subscriptions/subscription.resource.js';
import { portalConfigurations } from './portal.resource.js';

export type Features = Stripe.BillingPortal.Configuration.Features;

/** One visit of a customer. */
export interface Visit {
  readonly ctx: Context;
  readonly session: Stripe.BillingPortal.Session;
  readonly customer: Stripe.Customer;
  readonly features: Features;
}

export function visitOf(ctx: Context, session: Stripe.BillingPortal.Session): Visit {
  return {
    ctx,
    session,
    customer: ctx.require(customers, session.customer),
    features: ctx.require(portalConfigurations, session.configuration as string).features,
  };
}

/** The subscription that a form is about. @throws StripeError when it is somebody else's */
export function ownSubscription({ ctx, customer }: Visit, form: CheckoutForm): Stripe.Subscription {
  const subscription = ctx.find(subscriptions, form.text('subscription'));
  if (subscription?.customer !== customer.id) throw invalidRequest('There is no such subscription.');
  return subscription;
}
