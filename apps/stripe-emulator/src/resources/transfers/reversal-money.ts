import type Stripe from 'stripe';
import { balanceTransactions } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { charges } from '../charges/charge.resource.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { fundsArrive } from '../payouts/funds.js';
import { refunds } from '../refunds/refund.resource.js';
import { transferReversals, transfers } from './transfer.resource.js';

export interface ReversalOrder {
  readonly amount: number;
  readonly metadata: Record<string, string>;
  readonly description?: string | null;
  /** The refund of the platform's charge that asked for it. */
  readonly sourceRefund: string | null;
}

/**
 * Takes a transfer, or a part of it, back. What a destination charge sent may be taken back even below zero; what was
 * sent separately only from what the account has.
 * @throws StripeError when it exceeds what is left of the transfer, or what the account has
 */
export function reverseTransfer(ctx: Context, transferId: string, order: ReversalOrder): Stripe.TransferReversal {
  const before = ctx.require(transfers, transferId);
  assertReversible(ctx, before, order.amount);
  const destination = ctx.as(before.destination as string);
  const id = ctx.id(transferReversals.idPrefix);
  const availableOn = pendingUntil(ctx, before.balance_transaction as string);
  const credit = ctx.book.post(ctx, {
    account: ctx.account,
    type: 'transfer_refund',
    amount: order.amount,
    currency: before.currency,
    source: id,
    reportingCategory: 'transfer_reversal',
    description: order.description ?? null,
    availableOn,
  });
  fundsArrive(ctx, ctx.account, availableOn);
  const refund = refundPayment(destination, before, order, id);
  const reversal = ctx.insert(transferReversals, {
    id,
    object: 'transfer_reversal',
    amount: order.amount,
    balance_transaction: credit.id,
    created: ctx.now,
    currency: before.currency,
    destination_payment_refund: refund.id,
    metadata: order.metadata,
    source_refund: order.sourceRefund,
    transfer: before.id,
  });
  const reversed = before.amount_reversed + order.amount;
  const after = ctx.update(transfers, before.id, { amount_reversed: reversed, reversed: reversed === before.amount });
  ctx.emit('transfer.reversed', after, before);
  return reversal;
}

function assertReversible(ctx: Context, transfer: Stripe.Transfer, amount: number): void {
  const left = transfer.amount - transfer.amount_reversed;
  if (left === 0) throw invalidRequest(`Transfer ${transfer.id} has already been fully reversed.`, { param: 'amount' });
  if (amount > left)
    throw invalidRequest(
      `Transfer reversal amount (${formatAmount(amount, transfer.currency)}) is greater than unreversed amount on transfer (${formatAmount(left, transfer.currency)})`,
      { param: 'amount' },
    );
  if (ctx.hidden(transfers, transfer.id).isDestinationCharge) return;
  const destination = transfer.destination as string;
  const payment = ctx.as(destination).require(charges, transfer.destination_payment as string);
  const { available, pending } = ctx.book.balance(destination, payment.currency, ctx.now);
  const isPending = pendingUntil(ctx.as(destination), payment.balance_transaction as string) > ctx.now;
  if (shareOfPayment(transfer, payment, amount) <= available + (isPending ? pending : 0)) return;
  throw invalidRequest(
    `Insufficient funds in the connected account: it has ${formatAmount(available, payment.currency)} available, and the reversal takes ${formatAmount(amount, transfer.currency)}.`,
    { code: 'balance_insufficient' },
  );
}

/** The payment on the connected account shrinks with the transfer. */
function refundPayment(
  ctx: Context,
  transfer: Stripe.Transfer,
  order: ReversalOrder,
  reversalId: string,
): Stripe.Refund {
  const before = ctx.require(charges, transfer.destination_payment as string);
  const amount = shareOfPayment(transfer, before, order.amount);
  const id = ctx.id('pyr');
  const debit = ctx.book.post(ctx, {
    account: ctx.account,
    type: 'payment_refund',
    amount: -amount,
    currency: before.currency,
    source: id,
    reportingCategory: 'refund',
    description: 'REFUND FOR PAYMENT',
    availableOn: pendingUntil(ctx, before.balance_transaction as string),
    sourceType: ctx.hidden(charges, before.id).sourceType,
  });
  const refund = ctx.insert(refunds, {
    id,
    object: 'refund',
    amount,
    balance_transaction: debit.id,
    charge: before.id,
    created: ctx.now,
    currency: before.currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: reversalId,
    status: 'succeeded',
    transfer_reversal: null,
  });
  const refunded = before.amount_refunded + amount;
  const after = ctx.update(charges, before.id, { amount_refunded: refunded, refunded: refunded === before.amount });
  ctx.emit('charge.refunded', after, before);
  return refund;
}

/** What an amount of the transfer is in the payment's currency; the last part takes what rounding left over. */
function shareOfPayment(transfer: Stripe.Transfer, payment: Stripe.Charge, amount: number): number {
  const share = (reversed: number): number => Math.round((payment.amount * reversed) / transfer.amount);
  return share(transfer.amount_reversed + amount) - share(transfer.amount_reversed);
}

function pendingUntil(ctx: Context, transactionId: string): number {
  return Math.max(ctx.now, ctx.require(balanceTransactions, transactionId).available_on);
}
