import type Stripe from 'stripe';
import { balanceTransactions } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { charges } from '../charges/charge.resource.js';
import { fundsArrive } from '../payouts/funds.js';
import { disputeFees } from '../pricing/dispute-fees.js';
import { disputes } from './dispute.resource.js';

/** Takes the disputed amount and the fee for the dispute. The balance may go below zero. */
export function withdraw(ctx: Context, dispute: Stripe.Dispute): Stripe.BalanceTransaction {
  const { amount, currency } = onBalance(ctx, dispute);
  const fee = disputeFees(ctx, ctx.account, currency).received;
  return post(ctx, dispute, -amount, currency, fee, `Chargeback withdrawal for ${dispute.charge as string}`);
}

/** Takes the fee for countering. @returns it, in minor units of the balance's currency */
export function takeCounterFee(ctx: Context, dispute: Stripe.Dispute): number {
  const currency = dispute.balance_transactions[0]?.currency;
  if (currency === undefined) return 0;
  const { countered } = disputeFees(ctx, ctx.account, currency);
  if (countered === 0) return 0;
  ctx.book.post(ctx, {
    account: ctx.account,
    type: 'stripe_fee',
    amount: -countered,
    currency,
    source: dispute.id,
    reportingCategory: 'fee',
    description: 'Dispute countered fee',
  });
  return countered;
}

/** Gives the disputed amount back, and the fee for countering with it. */
export function reinstate(ctx: Context, dispute: Stripe.Dispute): Stripe.BalanceTransaction {
  const taken = dispute.balance_transactions[0];
  const { counterFee } = ctx.hidden(disputes, dispute.id);
  const { amount, currency } = onBalance(ctx, dispute);
  const back = taken === undefined ? amount : -taken.amount;
  const transaction = post(
    ctx,
    dispute,
    back,
    currency,
    -counterFee,
    `Chargeback reversal for ${dispute.charge as string}`,
  );
  fundsArrive(ctx, ctx.account, ctx.now);
  return transaction;
}

/** The disputed part of what the charge brought. */
function onBalance(ctx: Context, dispute: Stripe.Dispute): { amount: number; currency: string } {
  const charge = ctx.require(charges, dispute.charge as string);
  const paid = ctx.find(balanceTransactions, charge.balance_transaction as string);
  if (paid === undefined || charge.amount_captured === 0) return { amount: dispute.amount, currency: dispute.currency };
  return {
    amount: Math.round((paid.amount * dispute.amount) / charge.amount_captured),
    currency: paid.currency,
  };
}

function post(
  ctx: Context,
  dispute: Stripe.Dispute,
  amount: number,
  currency: string,
  fee: number,
  description: string,
): Stripe.BalanceTransaction {
  const detail: Stripe.BalanceTransaction.FeeDetail = {
    amount: fee,
    application: null,
    currency,
    description: amount < 0 ? 'Dispute fee' : 'Dispute countered fee refund',
    type: 'stripe_fee',
  };
  return ctx.book.post(ctx, {
    account: ctx.account,
    type: 'adjustment',
    amount,
    currency,
    source: dispute.id,
    reportingCategory: amount < 0 ? 'dispute' : 'dispute_reversal',
    description,
    feeDetails: fee === 0 ? [] : [detail],
    sourceType: ctx.hidden(charges, dispute.charge as string).sourceType,
  });
}
