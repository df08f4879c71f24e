import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { cashIn, moveCash } from '../cash-balance/cash-balance.resource.js';
import { customers } from '../customers/customer.resource.js';
import { flowOf } from '../payment-methods/method-kinds.js';
import { giveBack } from './refund-undo.js';
import { refunds } from './refund.resource.js';

/** How long the payer has to say where the money is to go. */
const ANSWER_SECONDS = 45 * 86_400;

/** Whether the payer must first say where a refund is to go: nobody knows the account that a voucher was paid from. */
export function isByMail(charge: Stripe.Charge): boolean {
  const flow = flowOf(charge.payment_method_details?.type ?? 'card');
  return flow === 'voucher' || flow === 'transfer';
}

type Asking = Pick<Stripe.Refund, 'next_action' | 'instructions_email'> & { readonly status: 'requires_action' };

/**
 * The part of a refund that waits for its payer.
 * @throws StripeError when nobody knows the payer's address
 */
export function askByMail(ctx: Context, email: string | null | undefined): Asking {
  if (email == null) throw missingParam('instructions_email');
  return {
    instructions_email: email,
    next_action: {
      type: 'display_details',
      display_details: {
        email_sent: { email_sent_at: ctx.now, email_sent_to: email },
        expires_at: ctx.now + ANSWER_SECONDS,
      },
    },
    status: 'requires_action',
  };
}

/** Plans the end of the time to answer. */
export function planExpiry(ctx: Context, refund: Stripe.Refund): void {
  if (refund.status === 'requires_action')
    ctx.schedule(expireUnanswered, ctx.now + ANSWER_SECONDS, { refund: refund.id });
}

interface CashRefund {
  readonly customer: string | undefined;
  readonly amount: number | undefined;
  readonly currency: string | undefined;
  readonly email: string | undefined;
  readonly metadata: Record<string, string>;
}

/** Returns cash of a customer, which no payment has used (`origin=customer_balance`). */
export function refundCash(ctx: Context, order: CashRefund): Stripe.Refund {
  const { customer: id, amount, currency } = order;
  if (id === undefined) throw missingParam('customer');
  if (amount === undefined) throw missingParam('amount');
  if (currency === undefined) throw missingParam('currency');
  const customer = ctx.require(customers, id, 'customer');
  if (amount > cashIn(ctx, id, currency))
    throw invalidRequest("The refund is greater than the customer's cash balance.", {
      code: 'balance_insufficient',
      param: 'amount',
    });
  moveCash(ctx, id, { amount: -amount, currency, type: 'return_initiated' });
  const refund = ctx.insert(refunds, {
    id: ctx.id(refunds.idPrefix),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: null,
    created: ctx.now,
    currency,
    customer: id,
    customer_account: null,
    destination_details: { type: 'customer_cash_balance', customer_cash_balance: {} },
    ...askByMail(ctx, order.email ?? customer.email),
    metadata: order.metadata,
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
  });
  planExpiry(ctx, refund);
  ctx.emit('refund.created', refund);
  return refund;
}

/** @throws StripeError unless the refund still waits for its payer */
function requireWaiting(ctx: Context, id: string, verb: string): Stripe.Refund {
  const refund = ctx.require(refunds, id);
  if (refund.status === 'requires_action') return refund;
  throw invalidRequest(
    `You can only ${verb} a refund with a status of requires_action. This refund has a status of ${refund.status ?? ''}.`,
  );
}

/** Takes a refund back before its payer has answered. */
export function cancelRefund(ctx: Context, id: string): Stripe.Refund {
  const before = requireWaiting(ctx, id, 'cancel');
  return end(ctx, before, { status: 'canceled' });
}

/** What happens when the payer never answers. */
export function expireRefund(ctx: Context, id: string): Stripe.Refund {
  const before = requireWaiting(ctx, id, 'expire');
  return end(ctx, before, { status: 'failed', failure_reason: 'expired_or_canceled_card' });
}

export const expireUnanswered = action<{ refund: string }>('refund.expire', (ctx, { refund: id }) => {
  if (ctx.find(refunds, id)?.status === 'requires_action') expireRefund(ctx, id);
});

function end(ctx: Context, before: Stripe.Refund, outcome: Partial<Stripe.Refund>): Stripe.Refund {
  if (before.charge !== null) return giveBack(ctx, before, outcome);
  const move = { amount: before.amount, currency: before.currency, type: 'return_canceled' } as const;
  moveCash(ctx, before.customer as string, move);
  const refund = ctx.update(refunds, before.id, outcome);
  ctx.emit('refund.updated', refund, before);
  if (refund.status === 'failed') ctx.emit('refund.failed', refund, before);
  return refund;
}
