import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { docUrl } from '../payment-intents/payment-intent-errors.js';
import { verifyBankAccount } from '../payment-intents/payment-intent-challenge.js';
import { completeSetup, failSetup } from './setup-intent-attempt.js';
import { setupIntents } from './setup-intent.resource.js';

/** The customer has answered the challenge. */
export function answerSetupChallenge(ctx: Context, id: string, hasPassed: boolean): Stripe.SetupIntent {
  const before = ctx.require(setupIntents, id);
  const method = ctx.require(paymentMethods, before.payment_method as string);
  if (hasPassed) {
    verifyBankAccount(ctx, method.id);
    return completeSetup(ctx, before, method, 'challenged');
  }
  const code = 'setup_intent_authentication_failure';
  return failSetup(ctx, before, method, 'failed', {
    code,
    doc_url: docUrl(code),
    message: 'The latest attempt to set up the payment method has failed because authentication failed.',
    payment_method: method,
    type: 'invalid_request_error',
  });
}
