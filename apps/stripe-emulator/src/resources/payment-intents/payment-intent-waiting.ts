import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { action } from '../../core/resource.js';
import { flowOf } from '../payment-methods/method-kinds.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { answerPaymentChallenge } from './payment-intent-challenge.js';
import { docUrl } from './payment-intent-errors.js';
import { paymentIntents } from './payment-intent.resource.js';

const MINUTE = 60;
const VOUCHER_DAYS = 3;

/**
 * What the payer's e-mail address says about a voucher, as published: `succeed_immediately@`, `expire_immediately@`,
 * `expire_with_delay@`, `fill_never@`. Anything else is paid after three minutes.
 */
const PLANS: readonly (readonly [word: string, seconds: number | null, isPaid: boolean])[] = [
  ['succeed_immediately', 0, true],
  ['succeed_with_delay', 3 * MINUTE, true],
  ['expire_immediately', 0, false],
  ['expire_with_delay', 3 * MINUTE, false],
  ['fill_never', VOUCHER_DAYS * 86_400, false],
];

/** Plans what becomes of an intent whose payer is away with a voucher or an app. @returns the plan's id */
export function planAnswer(ctx: Context, intent: string, method: Stripe.PaymentMethod): string | null {
  const flow = flowOf(method.type);
  if (flow !== 'voucher' && flow !== 'wait') return null;
  const email = method.billing_details.email ?? '';
  const published = PLANS.find(([word]) => email.includes(word));
  const [, seconds, isPaid] = published ?? ['', flow === 'wait' ? 5 : 3 * MINUTE, true];
  if (seconds === null) return null;
  return ctx.schedule(answerWaiting, ctx.now + seconds, { intent, method: method.id, paid: isPaid });
}

/** The payer has paid, or the time to do so is over. */
export const answerWaiting = action<{ intent: string; method: string; paid: boolean }>(
  'payment_intent.waiting',
  (ctx, { intent: id, method, paid }) => {
    const before = ctx.find(paymentIntents, id);
    if (before?.status !== 'requires_action' || before.payment_method !== method) return;
    if (paid) answerPaymentChallenge(ctx, id, true);
    else expireAttempt(ctx, before);
  },
);

function expireAttempt(ctx: Context, before: Stripe.PaymentIntent): void {
  const code = 'payment_intent_payment_attempt_expired';
  const hidden = ctx.hidden(paymentIntents, before.id);
  const intent = ctx.update(
    paymentIntents,
    before.id,
    {
      last_payment_error: {
        code,
        doc_url: docUrl(code),
        message: 'The payment attempt for this PaymentIntent has expired.',
        payment_method: ctx.require(paymentMethods, before.payment_method as string),
        type: 'invalid_request_error',
      },
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    },
    { ...hidden, challenge: null, scheduled: null },
  );
  ctx.emit('payment_intent.payment_failed', intent);
}
