import type Stripe from 'stripe';
import { balanceTransactions } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { refundApplicationFee } from '../application-fees/fee-money.js';
import { applicationFees } from '../application-fees/application-fee.resource.js';
import { charges } from '../charges/charge.resource.js';
import { customers } from '../customers/customer.resource.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { closeReviewOf } from '../radar/review-close.js';
import { settleWarningOf } from '../radar/early-fraud-warning.js';
import { reverseTransfer } from '../transfers/reversal-money.js';
import { transfers } from '../transfers/transfer.resource.js';
import { askByMail, isByMail, planExpiry } from './refund-by-mail.js';
import { givenBackOf } from './refund-authorization.js';
import { giveBack } from './refund-undo.js';
import { refunds } from './refund.resource.js';

const DAY = 86_400;
/** When a pending refund has succeeded, and when one that will fail is sent back by the bank. */
const SUCCEEDS_AFTER = DAY;
const FAILS_AFTER = 3 * DAY;

export interface RefundOrder {
  readonly amount: number | undefined;
  readonly reason: Stripe.Refund.Reason | null;
  readonly metadata: Record<string, string>;
  readonly reversesTransfer: boolean;
  readonly refundsApplicationFee: boolean;
  readonly instructionsEmail: string | undefined;
}

/** Gives money of a captured charge back. Stripe's fee is not returned. */
export function refundCharge(ctx: Context, charge: Stripe.Charge, order: RefundOrder): Stripe.Refund {
  const before = givenBackOf(ctx, charge);
  const amount = refundableAmount(charge, before, order.amount);
  const paid = ctx.require(balanceTransactions, charge.balance_transaction as string);
  const hidden = ctx.hidden(charges, charge.id);
  const id = ctx.id(charge.id.startsWith('py_') ? 'pyr' : refunds.idPrefix);
  const debit = ctx.book.post(ctx, {
    account: ctx.account,
    type: charge.payment_method_details?.type === 'card' ? 'refund' : 'payment_refund',
    amount: -shareOf(ctx, broughtBy(ctx, charge, paid), charge, amount),
    currency: paid.currency,
    source: id,
    reportingCategory: 'refund',
    description: `REFUND FOR CHARGE${charge.description === null ? '' : ` (${charge.description})`}`,
    exchangeRate: paid.exchange_rate,
    availableOn: Math.max(ctx.now, paid.available_on),
    sourceType: hidden.sourceType,
  });
  const reversal = order.reversesTransfer ? reverseShare(ctx, charge, amount, id) : null;
  if (order.refundsApplicationFee) refundFeeShare(ctx, charge, amount);
  const asking = isByMail(charge) ? askByMail(ctx, order.instructionsEmail ?? emailOf(ctx, charge)) : null;
  const behaviour =
    asking === null ? (hidden.card === null ? 'pending' : testCardByName(hidden.card)?.refund) : undefined;
  const refund = ctx.insert(refunds, {
    ...newRefund(ctx, charge, order, { id, amount, reversal }),
    balance_transaction: debit.id,
    status: behaviour === 'pending' ? 'pending' : 'succeeded',
    ...(behaviour === 'pending' ? { pending_reason: 'processing' } : {}),
    ...asking,
  });
  planExpiry(ctx, refund);
  if (behaviour === 'pending') ctx.schedule(settleRefund, ctx.now + SUCCEEDS_AFTER, { refund: id });
  if (behaviour === 'fails') ctx.schedule(failRefund, ctx.now + FAILS_AFTER, { refund: id });
  const after = ctx.update(charges, charge.id, {
    amount_refunded: charge.amount_refunded + amount,
    refunded: before + amount === charge.amount_captured,
  });
  ctx.emit('refund.created', refund);
  ctx.emit('charge.refunded', after, charge);
  ctx.emit('refund.updated', refund);
  ctx.emit('charge.refund.updated', refund);
  if (after.refunded) {
    settleWarningOf(ctx, charge.id);
    closeReviewOf(ctx, charge.id, order.reason === 'fraudulent' ? 'refunded_as_fraud' : 'refunded');
  }
  return refund;
}

function emailOf(ctx: Context, charge: Stripe.Charge): string | null {
  const customer = charge.customer as string | null;
  return charge.billing_details.email ?? (customer === null ? null : (ctx.find(customers, customer)?.email ?? null));
}

/** `$45.00`, as these sentences have it. */
const plainAmount = (amount: number, currency: string): string =>
  formatAmount(amount, currency).replace(/^(\D.*) [a-z]{3}$/, '$1');

/** @throws StripeError when so much is not left */
function refundableAmount(charge: Stripe.Charge, givenBack: number, asked: number | undefined): number {
  const left = charge.amount_captured - givenBack;
  if (left <= 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const amount = asked ?? left;
  if (amount <= left) return amount;
  throw invalidRequest(
    `Refund amount (${plainAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${plainAmount(left, charge.currency)})`,
    { param: 'amount' },
  );
}

/** What the charge brought, which is the sum of its captures. */
function broughtBy(ctx: Context, charge: Stripe.Charge, last: Stripe.BalanceTransaction): number {
  const captures = ctx.all(balanceTransactions, { source: charge.id, type: last.type });
  return captures.reduce((sum, { amount }) => sum + amount, 0);
}

/** The part of a whole that goes with this refund; the last refund takes what rounding left over. */
function shareOf(ctx: Context, whole: number, charge: Stripe.Charge, amount: number): number {
  const share = (refunded: number): number => Math.round((whole * refunded) / charge.amount_captured);
  const before = givenBackOf(ctx, charge);
  return share(before + amount) - share(before);
}

function reverseShare(ctx: Context, charge: Stripe.Charge, amount: number, refund: string): string | null {
  const id = charge.transfer as string | undefined;
  if (id === undefined)
    throw invalidRequest(`Charge ${charge.id} does not have an associated transfer to reverse.`, {
      param: 'reverse_transfer',
    });
  const transfer = ctx.require(transfers, id);
  const left = transfer.amount - transfer.amount_reversed;
  const share = Math.min(shareOf(ctx, transfer.amount, charge, amount), left);
  if (share <= 0) return null;
  return reverseTransfer(ctx, id, { amount: share, metadata: {}, sourceRefund: refund }).id;
}

function refundFeeShare(ctx: Context, charge: Stripe.Charge, amount: number): void {
  const id = charge.application_fee as string | null;
  if (id === null)
    throw invalidRequest(
      `Charge ${charge.id} does not have an application fee, so refund_application_fee cannot be used.`,
      { param: 'refund_application_fee' },
    );
  const fee = ctx.as(ctx.platform.id).require(applicationFees, id);
  const share = Math.min(shareOf(ctx, fee.amount, charge, amount), fee.amount - fee.amount_refunded);
  if (share > 0) refundApplicationFee(ctx, id, share, {});
}

function newRefund(
  ctx: Context,
  charge: Stripe.Charge,
  order: RefundOrder,
  { id, amount, reversal }: { id: string; amount: number; reversal: string | null },
): Stripe.Refund {
  const isCard = charge.payment_method_details?.type === 'card';
  return {
    id,
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: ctx.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: isCard
      ? {
          card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
          type: 'card',
        }
      : { type: charge.payment_method_details?.type ?? 'card' },
    ...(order.instructionsEmail === undefined ? {} : { instructions_email: order.instructionsEmail }),
    metadata: order.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: order.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: reversal,
  };
}

/** A pending refund has arrived. */
export const settleRefund = action<{ refund: string }>('refund.succeed', (ctx, { refund: id }) => {
  const before = ctx.find(refunds, id);
  if (before?.status !== 'pending') return;
  // Undefined takes the field away, which a merge of what is left would not.
  const done = { status: 'succeeded', pending_reason: undefined } as unknown as Partial<Stripe.Refund>;
  const after = ctx.update(refunds, id, done);
  ctx.emit('refund.updated', after, before);
  ctx.emit('charge.refund.updated', after, before);
});

/** The bank could not credit the payer: the money comes back. */
export const failRefund = action<{ refund: string }>('refund.fail', (ctx, { refund: id }) => {
  const before = ctx.find(refunds, id);
  if (before === undefined || (before.status !== 'succeeded' && before.status !== 'pending')) return;
  giveBack(ctx, before, { failure_reason: 'expired_or_canceled_card', status: 'failed' });
});
