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
import { updateSubscription } from '../subscriptions/subscription-update.js';
import { pause, unpause } from './portal-pause.js';
import { changePlan, confirmUpdate } from './portal-plan.js';
import { ownSubscription, type Features, type Visit } from './portal-visit.js';
import { portalSessions } from './portal.resource.js';

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
    run: (visit, form) => {
      updateSubscription(visit.ctx, ownSubscription(visit, form).id, { cancel_at_period_end: false });
      return null;
    },
  },
  accept_offer: { feature: 'subscription_cancel', run: acceptOffer },
  pause: { feature: 'subscription_pause', run: pause },
  unpause: { feature: 'subscription_pause', run: unpause },
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

function ownMethod({ ctx, customer }: Visit, form: CheckoutForm): Stripe.PaymentMethod {
  const method = ctx.find(paymentMethods, form.text('method'));
  if (method?.customer !== customer.id) throw invalidRequest('There is no such payment method.');
  return method;
}

function cancel(visit: Visit, form: CheckoutForm): null {
  const { ctx, features } = visit;
  const { id } = ownSubscription(visit, form);
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
