import type { Context } from '../../core/context.js';
import { defineFamily } from '../../core/resource.js';
import { resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { checkoutPages } from './checkout.pages.js';
import { answerDebitNow } from './debit-answer.js';
import { lineItems } from './line-item.resource.js';
import { payerOf } from './payer.js';
import { checkoutReactions } from './session-finish.js';
import { createCheckoutSession } from './session-create.js';
import { expireByClock, expireSession } from './session-expire.js';
import { submitSession } from './session-pay.js';
import { sessionRoutes } from './session.routes.js';
import { checkoutSessions } from './session.resource.js';

function example(ctx: Context): string {
  return createCheckoutSession(ctx, {
    mode: 'payment',
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 1500, product_data: { name: 'myproduct' } }, quantity: 2 },
    ],
    payment_method_types: ['card', 'us_bank_account'],
    success_url: 'https://httpbin.org/post',
    cancel_url: 'https://httpbin.org/post',
  }).id;
}

function pay(ctx: Context, id: string, method: string): void {
  submitSession(ctx, id, payerOf('stripe@example.com', { name: 'Jenny Rosen' }), resolvePaymentMethod(ctx, method).id);
}

/** Pays by bank debit and lets the bank answer at once. */
function payLate(ctx: Context, method: string): void {
  const id = example(ctx);
  pay(ctx, id, method);
  answerDebitNow(ctx, id);
}

export const checkoutFamily = defineFamily({
  name: 'checkout',
  resources: [checkoutSessions, lineItems],
  routes: sessionRoutes,
  pages: checkoutPages,
  actions: [expireByClock],
  events: [
    'checkout.session.async_payment_failed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.completed',
    'checkout.session.expired',
  ],
  reactions: checkoutReactions,
  triggers: {
    'checkout.session.completed': (ctx) => {
      pay(ctx, example(ctx), 'pm_card_visa');
    },
    'checkout.session.expired': (ctx) => {
      expireSession(ctx, example(ctx));
    },
    'checkout.session.async_payment_succeeded': (ctx) => {
      payLate(ctx, 'pm_usBankAccount_success');
    },
    'checkout.session.async_payment_failed': (ctx) => {
      payLate(ctx, 'pm_usBankAccount_accountClosed');
    },
  },
});
