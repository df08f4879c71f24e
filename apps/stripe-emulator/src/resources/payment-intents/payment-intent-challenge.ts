import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { attemptPayment } from './payment-intent-attempt.js';
import { authenticationErrorOf } from './payment-intent-errors.js';
import { paymentIntents, type PaymentIntentHidden } from './payment-intent.resource.js';

/** The payer has answered the challenge. What follows is on the intent; a decline is shown there, not thrown. */
export function answerPaymentChallenge(ctx: Context, id: string, hasPassed: boolean): Stripe.PaymentIntent {
  const before = ctx.require(paymentIntents, id);
  const hidden = ctx.hidden(paymentIntents, id);
  const done = { ...hidden, challenge: null };
  if (!hasPassed) return failAuthentication(ctx, before, done);
  if (before.confirmation_method === 'manual')
    return ctx.update(
      paymentIntents,
      id,
      { next_action: null, status: 'requires_confirmation' },
      { ...done, isAuthenticated: true },
    );
  ctx.update(paymentIntents, id, { next_action: null }, done);
  verifyBankAccount(ctx, before.payment_method as string);
  return attemptPayment(ctx, id, 'challenged').intent;
}

function failAuthentication(
  ctx: Context,
  before: Stripe.PaymentIntent,
  hidden: PaymentIntentHidden,
): Stripe.PaymentIntent {
  const method = ctx.require(paymentMethods, before.payment_method as string);
  const intent = ctx.update(
    paymentIntents,
    before.id,
    {
      last_payment_error: authenticationErrorOf(method),
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    },
    hidden,
  );
  ctx.emit('payment_intent.payment_failed', intent);
  return intent;
}

/** A bank account that has passed its micro-deposits needs none again. */
export function verifyBankAccount(ctx: Context, method: string): void {
  const hidden = ctx.hidden(paymentMethods, method);
  if (hidden.bank !== null && !hidden.isVerified)
    ctx.update(paymentMethods, method, {}, { ...hidden, isVerified: true });
}
