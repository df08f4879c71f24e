import type Stripe from 'stripe';
import type { Context, PageContext } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { defineFamily, type PageResponse } from '../../core/resource.js';
import { answerPaymentChallenge } from '../payment-intents/payment-intent-challenge.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { answerSetupChallenge } from '../setup-intents/setup-intent-challenge.js';
import { setupIntents } from '../setup-intents/setup-intent.resource.js';
import { answeredHtml, challengeHtml } from './challenge-page.js';
import { CHALLENGE_PATH } from './challenge-url.js';

/** An intent that waits for its payer. */
interface Challenged {
  readonly ctx: Context;
  readonly intent: Stripe.PaymentIntent | Stripe.SetupIntent;
  readonly returnUrl: string | null;
}

/** The intent of the address, if the secret is right and the question still open. */
function challenged(ctx: PageContext): Challenged {
  const id = ctx.path['intent'] ?? '';
  const payment = ctx.locate(paymentIntents, id);
  const setup = payment === undefined ? ctx.locate(setupIntents, id) : undefined;
  const found = payment ?? setup;
  const challenge =
    payment === undefined
      ? setup?.ctx.hidden(setupIntents, id).challenge
      : payment.ctx.hidden(paymentIntents, id).challenge;
  if (found === undefined || challenge == null || challenge.secret !== ctx.query['secret'])
    throw resourceMissing('authentication', id);
  return { ctx: found.ctx, intent: found.object, returnUrl: challenge.returnUrl };
}

function ask(page: PageContext): PageResponse {
  const { ctx, intent } = challenged(page);
  const method = ctx.require(paymentMethods, intent.payment_method as string);
  const isCard = method.type === 'card';
  const what =
    intent.object === 'payment_intent' ? formatAmount(intent.amount, intent.currency) : 'saving your details';
  return {
    body: challengeHtml({
      title: isCard ? '3D Secure 2 test page' : `${method.type} test payment page`,
      subject: isCard
        ? `Your bank asks you to confirm ${what} with the card ending in ${method.card?.last4 ?? ''}.`
        : `Authorize ${what}.`,
      complete: isCard ? 'Complete' : 'Authorize test payment',
      fail: isCard ? 'Fail' : 'Fail test payment',
    }),
  };
}

/** `result=complete` passes, anything else fails. Then back to where the payer came from. */
function answer(page: PageContext): PageResponse {
  const { ctx, intent, returnUrl } = challenged(page);
  const hasPassed = page.form['result'] === 'complete';
  const after =
    intent.object === 'payment_intent'
      ? answerPaymentChallenge(ctx, intent.id, hasPassed)
      : answerSetupChallenge(ctx, intent.id, hasPassed);
  if (returnUrl === null) return { body: answeredHtml(after.id, after.status) };
  const url = new URL(returnUrl);
  url.searchParams.set(after.object, after.id);
  url.searchParams.set(`${after.object}_client_secret`, after.client_secret ?? '');
  url.searchParams.set('redirect_status', REDIRECT_STATUS[after.status] ?? 'failed');
  return { redirect: url.href };
}

const REDIRECT_STATUS: Readonly<Record<string, string>> = {
  succeeded: 'succeeded',
  requires_capture: 'succeeded',
  requires_confirmation: 'succeeded',
  processing: 'pending',
};

/** The hosted page of 3D Secure challenges and of methods that redirect. */
export const authenticationFamily = defineFamily({
  name: 'authentication',
  resources: [],
  routes: [],
  pages: [
    { method: 'GET', path: CHALLENGE_PATH, handle: ask },
    { method: 'POST', path: CHALLENGE_PATH, handle: answer },
  ],
});
