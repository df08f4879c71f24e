import type Stripe from 'stripe';
import { balanceTransactions, type SourceType } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import type { EventType } from '../../core/resource.js';
import { applications } from '../accounts/account.resource.js';
import { charges } from '../charges/charge.resource.js';
import { settle } from '../pricing/account-terms.js';
import { fundsArrive } from '../payouts/funds.js';
import { emptyList, transfers } from './transfer.resource.js';

export interface TransferOrder {
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  /** The charge whose money it is. */
  readonly charge: Stripe.Charge | null;
  readonly isDestinationCharge: boolean;
  readonly transferGroup: string | null;
  readonly sourceType: SourceType;
  readonly payment: { readonly description: string | null; readonly metadata: Record<string, string> };
  /** Part of the payment that the platform keeps, booked against the payment. */
  readonly applicationFee: number | null;
}

/** How the new payment and its fee refer to each other: the fee is created between the two. */
export interface SentTransfer {
  readonly transfer: Stripe.Transfer;
  readonly payment: Stripe.Charge;
}

/**
 * Moves money from the context's account to another one: the transfer here, the payment (`py_`) there, a balance
 * transaction for each. Checks no limits. The events are the caller's: `announceTransfer`.
 */
export function sendTransfer(ctx: Context, order: TransferOrder): SentTransfer {
  const transferId = ctx.id(transfers.idPrefix);
  const paymentId = ctx.id('py');
  const availableOn = fundsOf(ctx, order.charge);
  const debit = ctx.book.post(ctx, {
    account: ctx.account,
    type: 'transfer',
    amount: -order.amount,
    currency: order.currency,
    source: transferId,
    reportingCategory: 'transfer',
    description: order.description,
    availableOn,
    sourceType: order.sourceType,
  });
  const payment = receivePayment(ctx.as(order.destination), order, transferId, paymentId, availableOn);
  const transfer = ctx.insert(
    transfers,
    {
      id: transferId,
      object: 'transfer',
      amount: order.amount,
      amount_reversed: 0,
      balance_transaction: debit.id,
      created: ctx.now,
      currency: order.currency,
      description: order.description,
      destination: order.destination,
      destination_payment: paymentId,
      livemode: false,
      metadata: order.metadata,
      reversals: emptyList(`/v1/transfers/${transferId}/reversals`),
      reversed: false,
      source_transaction: order.charge?.id ?? null,
      source_type: order.sourceType,
      transfer_group: order.transferGroup,
    },
    { isDestinationCharge: order.isDestinationCharge },
  );
  fundsArrive(ctx, order.destination, availableOn);
  return { transfer, payment };
}

/** Emits what Stripe emits about a new transfer, in its order. */
export function announceTransfer(ctx: Context, { transfer, payment }: SentTransfer): void {
  ctx.emit('transfer.created', transfer);
  // Connect emits it on the receiving account; the SDK's list of types does not have it.
  ctx.as(transfer.destination as string).emit('payment.created' as EventType, payment);
}

/** When money that came in by a charge becomes available: what is made of it waits as long. */
export function fundsOf(ctx: Context, charge: Stripe.Charge | null): number {
  if (charge?.balance_transaction == null) return ctx.now;
  const { available_on } = ctx.require(balanceTransactions, charge.balance_transaction as string);
  return Math.max(ctx.now, available_on);
}

function receivePayment(
  ctx: Context,
  order: TransferOrder,
  transferId: string,
  paymentId: string,
  availableOn: number,
): Stripe.Charge {
  const { amount, currency, rate } = settle(ctx, order.destination, order.amount, order.currency);
  const fee =
    order.applicationFee === null ? null : settle(ctx, order.destination, order.applicationFee, order.currency);
  const credit = ctx.book.post(ctx, {
    account: order.destination,
    type: 'payment',
    amount,
    currency,
    source: paymentId,
    reportingCategory: 'charge',
    description: order.payment.description,
    exchangeRate: rate,
    feeDetails: fee === null ? [] : [applicationFeeDetail(ctx, fee.amount, currency)],
    availableOn,
    sourceType: order.sourceType,
  });
  return ctx.insert(
    charges,
    {
      id: paymentId,
      object: 'charge',
      amount,
      amount_captured: amount,
      amount_refunded: 0,
      application: order.applicationFee === null ? null : applicationId(ctx),
      application_fee: null,
      application_fee_amount: fee?.amount ?? null,
      balance_transaction: credit.id,
      billing_details: {
        address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
        email: null,
        name: null,
        phone: null,
        tax_id: null,
      },
      calculated_statement_descriptor: null,
      captured: true,
      created: ctx.now,
      currency,
      customer: null,
      description: order.payment.description,
      disputed: false,
      failure_balance_transaction: null,
      failure_code: null,
      failure_message: null,
      fraud_details: {},
      livemode: false,
      metadata: order.payment.metadata,
      on_behalf_of: null,
      outcome: null,
      paid: true,
      payment_intent: null,
      payment_method: null,
      payment_method_details: { type: 'stripe_account', stripe_account: {} },
      receipt_email: null,
      receipt_number: null,
      receipt_url: null,
      refunded: false,
      review: null,
      shipping: null,
      source: null,
      source_transfer: transferId,
      statement_descriptor: null,
      statement_descriptor_suffix: null,
      status: 'succeeded',
      transfer_data: null,
      transfer_group: order.transferGroup,
    },
    { card: null, sourceType: order.sourceType, transfer: null },
  );
}

/** The Connect application of the platform. */
export function applicationId(ctx: Context): string {
  const [application] = ctx.as(ctx.platform.id).all(applications);
  return application?.id ?? `ca_${ctx.platform.id.replace('acct_', '')}`;
}

export function applicationFeeDetail(
  ctx: Context,
  amount: number,
  currency: string,
): Stripe.BalanceTransaction.FeeDetail {
  return { amount, application: applicationId(ctx), currency, description: 'Application fee', type: 'application_fee' };
}
