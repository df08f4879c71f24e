import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import type { CheckoutForm } from '../checkout/checkout-form.js';
import { payerOf } from '../checkout/payer.js';
import { customers } from '../customers/customer.resource.js';
import { detachPaymentMethod } from '../payment-methods/payment-method-attach.js';
import { createPaymentMethod, resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { confirmSetupIntent } from '../setup-intents/setup-intent-confirm.js';
import { createSetupIntent } from '../setup-intents/setup-intent-create.js';
import { setupIntents } from '../setup-intents/setup-intent.resource.js';
import { cancelSubscription } from '../subscriptions/subscription-cancel.js';
import { pauseSubscription, resumeSubscription } from '../subscriptions/subscription-pause.js';
import { updateSubscription } from '../subscriptions/subscription-update.js';
import { subscriptions } from '../subscriptions/subscription.resource.js';
import { portalConfigurations, portalSessions } from './portal.resource.js';

type Features = Stripe.BillingPortal.Configuration.Features;

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

/** Does what a button says. @returns where the customer goes on, when a bank has a say first */
export function act(visit: Visit, form: CheckoutForm): string | null {
  const task = TASKS[form.action];
  if (task === undefined) throw invalidRequest('The portal does not know this button.');
  if (!visit.features[task.feature].enabled) throw invalidRequest('This is not available in the portal.');
  return task.run(visit, form) ?? null;
}

interface Task {
  readonly feature: keyof Features;
  run(visit: Visit, form: CheckoutForm): string | null | undefined;
}

const TASKS: Readonly<Record<string, Task>> = {
  cancel: { feature: 'subscription_cancel', run: cancel },
  resume: {
    feature: 'subscription_cancel',
    run: ({ ctx, customer }, form) => {
      updateSubscription(ctx, ownSubscription(ctx, customer, form).id, { cancel_at_period_end: false });
      return null;
    },
  },
  accept_offer: { feature: 'subscription_cancel', run: acceptOffer },
  pause: {
    feature: 'subscription_pause',
    run: ({ ctx, customer }, form) => {
      pauseSubscription(ctx, ownSubscription(ctx, customer, form).id, {});
      return null;
    },
  },
  unpause: {
    feature: 'subscription_pause',
    run: ({ ctx, customer }, form) => {
      resumeSubscription(ctx, ownSubscription(ctx, customer, form).id, {});
      return null;
    },
  },
  change_plan: { feature: 'subscription_update', run: changePlan },
  confirm_update: { feature: 'subscription_update', run: confirmUpdate },
  add_method: { feature: 'payment_method_update', run: addMethod },
  default_method: {
    feature: 'payment_method_update',
    run: (visit, form) => {
      makeDefault(visit, ownMethod(visit, form).id);
      return null;
    },
  },
  remove_method: {
    feature: 'payment_method_update',
    run: (visit, form) => {
      const { id } = ownMethod(visit, form);
      if (visit.customer.invoice_settings.default_payment_method === id)
        throw invalidRequest('Make another payment method the default before you remove this one.');
      detachPaymentMethod(visit.ctx, id);
      return null;
    },
  },
  update_details: { feature: 'customer_update', run: updateDetails },
};

function ownSubscription(ctx: Context, customer: Stripe.Customer, form: CheckoutForm): Stripe.Subscription {
  const subscription = ctx.find(subscriptions, form.text('subscription'));
  if (subscription?.customer !== customer.id) throw invalidRequest('There is no such subscription.');
  return subscription;
}

function ownMethod({ ctx, customer }: Visit, form: CheckoutForm): Stripe.PaymentMethod {
  const method = ctx.find(paymentMethods, form.text('method'));
  if (method?.customer !== customer.id) throw invalidRequest('There is no such payment method.');
  return method;
}

function cancel({ ctx, customer, features }: Visit, form: CheckoutForm): null {
  const { id } = ownSubscription(ctx, customer, form);
  const { mode, proration_behavior: prorations } = features.subscription_cancel;
  const feedback = form.text('feedback');
  const comment = form.text('comment');
  const details = {
    ...(feedback === '' ? {} : { feedback: feedback }),
    ...(comment === '' ? {} : { comment }),
  } as { feedback?: 'other'; comment?: string };
  if (mode === 'immediately')
    cancelSubscription(ctx, id, {
      cancellation_details: details,
      prorate: prorations !== 'none',
      invoice_now: prorations === 'always_invoice',
    });
  else updateSubscription(ctx, id, { cancel_at_period_end: true, cancellation_details: details });
  return null;
}

/** The customer stays for the discount that was offered instead. */
function acceptOffer({ ctx, session }: Visit): null {
  const { retention, subscription } = session.flow?.subscription_cancel ?? {};
  const coupon = retention?.coupon_offer?.coupon;
  if (coupon === undefined || subscription === undefined) throw invalidRequest('There is no such offer.');
  updateSubscription(ctx, subscription, { discounts: [{ coupon }] });
  return null;
}

/** What the customer may change to: prices of the configuration's products. */
export function offeredPrices({ ctx, session }: Visit): string[] {
  const { products } = ctx.hidden(portalConfigurations, session.configuration as string);
  return products.flatMap(({ prices }) => prices);
}

function changePlan(visit: Visit, form: CheckoutForm): null {
  const { ctx, customer, features } = visit;
  const subscription = ownSubscription(ctx, customer, form);
  const [item] = subscription.items.data;
  const price = form.text('price');
  const quantity = Number(form.text('quantity') || NaN);
  const allowed = features.subscription_update.default_allowed_updates;
  if (price !== '' && (!allowed.includes('price') || !offeredPrices(visit).includes(price)))
    throw invalidRequest('This plan is not on offer.');
  const changesQuantity = Number.isInteger(quantity) && quantity > 0 && allowed.includes('quantity');
  applyChange(visit, subscription.id, [
    {
      id: item?.id ?? '',
      ...(price === '' ? {} : { price }),
      ...(changesQuantity ? { quantity } : {}),
    },
  ]);
  return null;
}

interface ItemChange {
  readonly id: string;
  readonly price?: string;
  readonly quantity?: number;
}

function applyChange({ ctx, features }: Visit, subscription: string, items: ItemChange[]): void {
  const { billing_cycle_anchor: anchor, proration_behavior: prorations } = features.subscription_update;
  updateSubscription(ctx, subscription, {
    items,
    proration_behavior: prorations as 'none',
    ...(anchor == null ? {} : { billing_cycle_anchor: anchor as 'now' }),
  });
}

/** The change that the session was made for. */
function confirmUpdate(visit: Visit): null {
  const planned = visit.session.flow?.subscription_update_confirm;
  if (planned == null) throw invalidRequest('There is nothing to confirm.');
  const discounts = planned.discounts ?? [];
  applyChange(
    visit,
    planned.subscription,
    planned.items.map(({ id, price, quantity }) => ({
      id: id ?? '',
      ...(price === null ? {} : { price }),
      ...(quantity === undefined ? {} : { quantity }),
    })),
  );
  if (discounts.length > 0)
    updateSubscription(visit.ctx, planned.subscription, {
      discounts: discounts.map(({ coupon, promotion_code: code }) => ({
        ...(coupon === null ? {} : { coupon }),
        ...(code === null ? {} : { promotion_code: code }),
      })),
    });
  return null;
}

/** Saves a method as Stripe does, by an intent: a bank may want to see the customer first. */
function addMethod(visit: Visit, form: CheckoutForm): string | null {
  const { ctx, customer, session } = visit;
  const named = form.text('payment_method');
  const payer = payerOf(customer.email, { name: form.text('name') || customer.name || null });
  const method = named.startsWith('pm_')
    ? resolvePaymentMethod(ctx, named)
    : createPaymentMethod(ctx, { ...form.methodData('card', payer), allow_redisplay: 'always' });
  const { id } = createSetupIntent(ctx, {
    customer: customer.id,
    payment_method_types: ['card'],
    usage: 'off_session',
  });
  const intent = confirmSetupIntent(ctx, id, { payment_method: method.id, return_url: session.url });
  if (intent.status === 'requires_action') return intent.next_action?.redirect_to_url?.url ?? null;
  keep(visit, method.id);
  return null;
}

/** The customer is back from their bank with a method that is saved now. */
export function keepConfirmed(visit: Visit, intent: string): void {
  const { customer, payment_method: method, status } = visit.ctx.require(setupIntents, intent);
  if (customer === visit.customer.id && status === 'succeeded') keep(visit, method as string);
}

/** The first method is the default, and so is one that the session was made to ask for. */
function keep(visit: Visit, method: string): void {
  const { customer, session } = visit;
  if (customer.invoice_settings.default_payment_method === null || session.flow?.type === 'payment_method_update')
    makeDefault(visit, method);
}

function makeDefault({ ctx, customer }: Visit, method: string): void {
  const before = ctx.require(customers, customer.id);
  const settings = { ...before.invoice_settings, default_payment_method: method };
  ctx.emit('customer.updated', ctx.update(customers, customer.id, { invoice_settings: settings }), before);
}

function updateDetails({ ctx, customer, features }: Visit, form: CheckoutForm): null {
  const allowed = features.customer_update.allowed_updates;
  const text = (name: 'email' | 'name' | 'phone') =>
    allowed.includes(name) && form.has(name) ? { [name]: form.text(name) } : {};
  const { address } = form.payer({ custom_fields: [] } as unknown as Stripe.Checkout.Session);
  const after = ctx.update(customers, customer.id, {
    ...text('email'),
    ...text('name'),
    ...text('phone'),
    ...(allowed.includes('address') && address !== null ? { address } : {}),
  });
  ctx.emit('customer.updated', after, customer);
  return null;
}

/** Keeps the session open for another hour. */
export function stay(ctx: Context, id: string, until: number): void {
  ctx.update(portalSessions, id, {}, { ...ctx.hidden(portalSessions, id), expiresAt: until });
}
