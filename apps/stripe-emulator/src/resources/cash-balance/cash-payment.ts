import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { attemptPayment } from '../payment-intents/payment-intent-attempt.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { cashBalanceOf, cashIn, moveCash } from './cash-balance.resource.js';
import { transferInstructions } from './funding-instructions.js';

/** Confirms an intent that is paid by bank transfer: from the cash that is there, or once more arrives. */
export function payFromCashBalance(ctx: Context, before: Stripe.PaymentIntent): Stripe.PaymentIntent {
  if (before.customer === null)
    throw invalidRequest('A customer must be provided for payments with customer_balance.', {
      code: 'parameter_missing',
      param: 'customer',
    });
  const isManual = cashBalanceOf(ctx, before.customer as string).settings.reconciliation_mode === 'manual';
  const there = cashIn(ctx, before.customer as string, before.currency);
  const intent = ctx.update(paymentIntents, before.id, {
    next_action: transferInstructions(ctx, before, before.amount),
    status: 'requires_action',
  });
  if (!isManual && there >= before.amount) return applyCash(ctx, intent, before.amount);
  ctx.emit('payment_intent.requires_action', intent);
  return isManual || there <= 0 ? intent : applyCash(ctx, intent, there);
}

/** What an intent still waits for, in minor units. */
export function remainingOf(intent: Stripe.PaymentIntent): number {
  return intent.next_action?.display_bank_transfer_instructions?.amount_remaining ?? intent.amount;
}

/** Puts cash of the customer into a payment, all of it or a part. */
export function applyCash(ctx: Context, before: Stripe.PaymentIntent, amount: number): Stripe.PaymentIntent {
  const customer = before.customer as string;
  const move = { amount: -amount, currency: before.currency, type: 'applied_to_payment' } as const;
  moveCash(ctx, customer, move, { applied_to_payment: { payment_intent: before.id } });
  const remaining = remainingOf(before) - amount;
  if (remaining === 0) return attemptPayment(ctx, before.id, 'none').intent;
  const intent = ctx.update(paymentIntents, before.id, {
    next_action: transferInstructions(ctx, before, remaining),
  });
  ctx.emit('payment_intent.partially_funded', intent);
  return intent;
}

/** Intents of a customer that wait for a transfer, oldest first. */
export function waitingIntents(ctx: Context, customer: string, currency: string): Stripe.PaymentIntent[] {
  return ctx
    .all(paymentIntents, { customer })
    .filter(
      (intent) => intent.status === 'requires_action' && intent.currency === currency && isByTransfer(ctx, intent),
    );
}

function isByTransfer(ctx: Context, intent: Stripe.PaymentIntent): boolean {
  const method = intent.payment_method as string | null;
  return method !== null && ctx.find(paymentMethods, method)?.type === 'customer_balance';
}

/** Gives cash in a payment that was given up back to the customer. */
export function releaseCash(ctx: Context, intent: Stripe.PaymentIntent, remaining: number): void {
  const applied = intent.amount - remaining;
  if (applied <= 0) return;
  const move = { amount: applied, currency: intent.currency, type: 'unapplied_from_payment' } as const;
  moveCash(ctx, intent.customer as string, move, { unapplied_from_payment: { payment_intent: intent.id } });
}

/** `POST /v1/payment_intents/:id/apply_customer_balance`. */
export function applyCustomerBalance(
  ctx: Context,
  id: string,
  params: { readonly amount?: number; readonly currency?: string },
): Stripe.PaymentIntent {
  const intent = ctx.require(paymentIntents, id);
  if (intent.status !== 'requires_action' || !isByTransfer(ctx, intent))
    throw invalidRequest(
      `This PaymentIntent cannot be paid from the customer's cash balance because it has a status of ${intent.status}.`,
      { code: 'payment_intent_unexpected_state', extra: { payment_intent: intent } },
    );
  if (params.currency !== undefined && params.currency !== intent.currency)
    throw invalidRequest('The currency must be that of the PaymentIntent.', { param: 'currency' });
  const there = cashIn(ctx, intent.customer as string, intent.currency);
  const amount = params.amount ?? Math.min(there, remainingOf(intent));
  if (amount > remainingOf(intent))
    throw invalidRequest('The amount is greater than the amount remaining on this PaymentIntent.', { param: 'amount' });
  if (amount <= 0 || amount > there)
    throw invalidRequest("The customer's cash balance does not hold that much.", {
      code: 'balance_insufficient',
      ...(params.amount === undefined ? {} : { param: 'amount' }),
    });
  return applyCash(ctx, intent, amount);
}
