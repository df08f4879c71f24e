import type Stripe from 'stripe';
import { balanceTransactions } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { charges } from '../charges/charge.resource.js';
import { fundsArrive } from '../payouts/funds.js';
import { applicationId } from '../transfers/transfer-money.js';
import { emptyList } from '../transfers/transfer.resource.js';
import { applicationFees, feeRefunds } from './application-fee.resource.js';

/**
 * Books the platform's share of a payment on a connected account. The payment's own balance transaction already
 * carries it as a fee.
 * @param payment the charge on the connected account: `py_` of a destination charge, `ch_` of a direct one
 * @param originating the platform's charge of a destination charge
 * @returns the fee and the payment, which now names it
 */
export function collectApplicationFee(
  ctx: Context,
  payer: string,
  payment: Stripe.Charge,
  amount: number,
  availableOn: number,
  originating: string | null,
): { fee: Stripe.ApplicationFee; payment: Stripe.Charge } {
  const platform = ctx.as(ctx.platform.id);
  const id = ctx.id(applicationFees.idPrefix);
  const credit = ctx.book.post(ctx, {
    account: platform.account,
    type: 'application_fee',
    amount,
    currency: payment.currency,
    source: id,
    reportingCategory: 'platform_earning',
    availableOn,
  });
  const fee = platform.insert(applicationFees, {
    id,
    object: 'application_fee',
    account: payer,
    amount,
    amount_refunded: 0,
    application: applicationId(ctx),
    balance_transaction: credit.id,
    charge: payment.id,
    created: ctx.now,
    currency: payment.currency,
    fee_source: { charge: payment.id, type: 'charge' },
    livemode: false,
    originating_transaction: originating,
    refunded: false,
    refunds: emptyList(`/v1/application_fees/${id}/refunds`),
  });
  fundsArrive(ctx, platform.account, availableOn);
  const named = ctx.as(payer).update(charges, payment.id, { application_fee: id, application: applicationId(ctx) });
  return { fee, payment: named };
}

/**
 * Gives back a part of an application fee: the platform pays, the account it was taken from receives. Both balance
 * transactions have the fee refund as their source. Checks no limits.
 */
export function refundApplicationFee(
  ctx: Context,
  feeId: string,
  amount: number,
  metadata: Record<string, string>,
): { refund: Stripe.FeeRefund; fee: Stripe.ApplicationFee } {
  const platform = ctx.as(ctx.platform.id);
  const before = platform.require(applicationFees, feeId);
  const collected = platform.require(balanceTransactions, before.balance_transaction as string);
  const id = ctx.id(feeRefunds.idPrefix);
  const common = {
    type: 'application_fee_refund',
    currency: before.currency,
    source: id,
    reportingCategory: 'platform_earning_refund',
    availableOn: Math.max(ctx.now, collected.available_on),
  } as const;
  const debit = ctx.book.post(ctx, { ...common, account: platform.account, amount: -amount });
  ctx.book.post(ctx, { ...common, account: before.account as string, amount });
  fundsArrive(ctx, before.account as string, common.availableOn);
  const refund = platform.insert(feeRefunds, {
    id,
    object: 'fee_refund',
    amount,
    balance_transaction: debit.id,
    created: ctx.now,
    currency: before.currency,
    fee: feeId,
    metadata,
  });
  const refunded = before.amount_refunded + amount;
  const fee = platform.update(applicationFees, feeId, {
    amount_refunded: refunded,
    refunded: refunded === before.amount,
  });
  platform.emit('application_fee.refunded', fee, before);
  return { refund, fee };
}
