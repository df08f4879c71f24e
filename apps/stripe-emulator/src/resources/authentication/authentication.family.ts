import type Stripe from 'stripe';
import type { Context, PageContext } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { defineFamily, type PageResponse } from '../../core/resource.js';
import { answerPaymentChallenge } from '../payment-intents/payment-intent-challenge.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { methodName } from '../payment-methods/method-name.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { money } from '../../pages/parts.js';
import { accounts } from '../accounts/account.resource.js';
import { answerSetupChallenge } from '../setup-intents/setup-intent-challenge.js';
import { setupIntents } from '../setup-intents/setup-intent.resource.js';
import { codePicture } from './code-picture.js';
import { answeredPage, challengePage } from './challenge-page.js';
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
  if (page.query['code'] !== undefined) return codePicture(intent.id);
  const method = ctx.require(paymentMethods, intent.payment_method as string);
  const isCard = method.type === 'card';
  return challengePage({
    title: isCard ? '3D Secure 2 test page' : `${methodName(method.type)} test payment page`,
    merchant: nameOf(ctx),
    amount: intent.object === 'payment_intent' ? money(intent.amount, intent.currency) : null,
    subject: isCard
      ? `Your bank wants to know whether it is you who pays with the card ending in ${method.card?.last4 ?? ''}.`
      : intent.object === 'payment_intent'
        ? 'This page stands for the one of your bank. What you choose is what your bank would answer.'
        : 'This page stands for the one of your bank. Your details are saved for later payments.',
    complete: isCard ? 'Complete' : 'Authorize Test Payment',
    fail: isCard ? 'Fail' : 'Fail Test Payment',
    isFramed: isInFrame(page),
  });
}

/** Who asks for the money, as the payer knows them. */
function nameOf(ctx: Context): string | null {
  const account = ctx.locate(accounts, ctx.account)?.object;
  return account?.business_profile?.name ?? account?.settings?.dashboard.display_name ?? null;
}

/** `result=complete` passes, anything else fails. Then back to where the payer came from. */
function answer(page: PageContext): PageResponse {
  const { ctx, intent, returnUrl } = challenged(page);
  const hasPassed = page.form['result'] === 'complete';
  const after =
    intent.object === 'payment_intent'
      ? answerPaymentChallenge(ctx, intent.id, hasPassed)
      : answerSetupChallenge(ctx, intent.id, hasPassed);
  if (returnUrl === null || isInFrame(page)) return answeredPage(after.id, after.status);
  const url = new URL(returnUrl);
  url.searchParams.set(after.object, after.id);
  url.searchParams.set(`${after.object}_client_secret`, after.client_secret ?? '');
  url.searchParams.set('redirect_status', REDIRECT_STATUS[after.status] ?? 'failed');
  return { redirect: url.href };
}

/** Stripe.js shows the page in a frame and goes on by itself, whatever return address there is. */
function isInFrame(page: PageContext): boolean {
  return page.query['frame'] !== undefined;
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
