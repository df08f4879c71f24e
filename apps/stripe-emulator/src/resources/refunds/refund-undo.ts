import type Stripe from 'stripe';
import { balanceTransactions } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { charges } from '../charges/charge.resource.js';
import { fundsArrive } from '../payouts/funds.js';
import { refunds } from './refund.resource.js';

/** The money of a refund that did not reach its payer comes back, and the charge is open for another one. */
export function giveBack(ctx: Context, before: Stripe.Refund, outcome: Partial<Stripe.Refund>): Stripe.Refund {
  const taken = ctx.require(balanceTransactions, before.balance_transaction as string);
  const credit = ctx.book.post(ctx, {
    account: ctx.account,
    type: taken.type === 'refund' ? 'refund_failure' : 'payment_failure_refund',
    amount: -taken.amount,
    currency: taken.currency,
    source: before.id,
    reportingCategory: 'refund_failure',
    description: 'REFUND FAILURE',
  });
  fundsArrive(ctx, ctx.account, ctx.now);
  const after = ctx.update(refunds, before.id, { failure_balance_transaction: credit.id, ...outcome });
  const charge = ctx.require(charges, before.charge as string);
  const reopened = ctx.update(charges, charge.id, {
    amount_refunded: charge.amount_refunded - before.amount,
    refunded: false,
  });
  ctx.emit('refund.updated', after, before);
  if (after.status === 'failed') ctx.emit('refund.failed', after, before);
  ctx.emit('charge.refund.updated', after, before);
  ctx.emit('charge.updated', reopened, charge);
  return after;
}
