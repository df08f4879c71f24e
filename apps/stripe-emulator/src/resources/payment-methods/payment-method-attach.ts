import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { refusal } from './card-fields.js';
import { mandates } from '../mandates/mandate.resource.js';
import { paymentMethods } from './payment-method.resource.js';
import { testCardByName } from './test-cards.js';

/**
 * Saves a payment method for a customer.
 * @throws StripeError a card error for cards that the issuer refuses to have saved
 */
export function attachPaymentMethod(ctx: Context, id: string, customer: string): Stripe.PaymentMethod {
  const before = ctx.require(paymentMethods, id);
  if (before.customer === customer) return before;
  if (before.customer !== null)
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
    });
  const hidden = ctx.hidden(paymentMethods, id);
  if (hidden.isSpent)
    throw invalidRequest(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
    );
  const card = hidden.card === null ? undefined : testCardByName(hidden.card);
  if (card?.decline !== undefined && card.isAttachable !== true) throw refusal(card.decline);
  const checks = before.card?.checks;
  const after = ctx.update(paymentMethods, id, {
    customer,
    ...(before.card === undefined || checks == null
      ? {}
      : { card: { ...before.card, checks: { ...checks, cvc_check: checks.cvc_check === null ? null : 'pass' } } }),
  });
  ctx.emit('payment_method.attached', after);
  return after;
}

/** Takes a payment method from its customer. It may not be used again. */
export function detachPaymentMethod(ctx: Context, id: string): Stripe.PaymentMethod {
  const before = ctx.require(paymentMethods, id);
  if (before.customer === null)
    throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.', {
      code: 'payment_method_unexpected_state',
    });
  const hidden = ctx.hidden(paymentMethods, id);
  const after = ctx.update(paymentMethods, id, { customer: null }, { ...hidden, isSpent: true });
  ctx.emit('payment_method.detached', after, before);
  endMandates(ctx, id);
  return after;
}

/** A permission to debit an account ends with the payment method's usability. */
function endMandates(ctx: Context, method: string): void {
  for (const before of ctx.all(mandates, { payment_method: method })) {
    if (before.status === 'inactive') continue;
    ctx.emit('mandate.updated', ctx.update(mandates, before.id, { status: 'inactive' }), before);
  }
}
