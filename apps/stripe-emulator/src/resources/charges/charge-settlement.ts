import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { collectApplicationFee } from '../application-fees/fee-money.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { availableOn, processingFee, settle } from '../pricing/account-terms.js';
import { convert } from '../pricing/exchange.js';
import { fundsAreHere, fundsArrive } from '../payouts/funds.js';
import {
  applicationFeeDetail,
  announceTransfer,
  sendTransfer,
  type SentTransfer,
} from '../transfers/transfer-money.js';
import { charges, type ChargeHidden } from './charge.resource.js';

export interface Capture {
  readonly amount: number;
  /** Null when the charge has none. Never more than the amount. */
  readonly applicationFee: number | null;
  /** Overrides `transfer_data[amount]`. */
  readonly transferAmount?: number | undefined;
}

/** What settling made beside the charge; `announce` emits it. */
export interface Settled {
  readonly charge: Stripe.Charge;
  readonly announce: () => void;
}

/**
 * Takes the money of a successful charge: its balance transaction with Stripe's fee, then the transfer and the
 * application fee of a destination charge, or the application fee of a direct one.
 */
export function settleCharge(ctx: Context, chargeId: string, capture: Capture): Settled {
  const charge = ctx.require(charges, chargeId);
  const hidden = ctx.hidden(charges, chargeId);
  const isDirect = ctx.isConnected;
  const transaction = bookCharge(ctx, charge, hidden, capture, isDirect);
  const captured = ctx.update(charges, chargeId, {
    // Several captures of one authorization add up.
    amount_captured: charge.amount_captured + capture.amount,
    application_fee_amount: capture.applicationFee,
    balance_transaction: transaction.id,
    captured: true,
    paid: true,
    status: 'succeeded',
  });
  fundsArrive(ctx, ctx.account, transaction.available_on);
  if (transaction.available_on <= ctx.now) fundsAreHere(ctx, ctx.account);
  if (isDirect) return settleDirect(ctx, captured, capture, transaction.available_on);
  if (captured.transfer_data === null) return { charge: captured, announce: () => undefined };
  return settleDestination(ctx, captured, hidden, capture, transaction);
}

function bookCharge(
  ctx: Context,
  charge: Stripe.Charge,
  hidden: ChargeHidden,
  capture: Capture,
  isDirect: boolean,
): Stripe.BalanceTransaction {
  const merchant = (charge.on_behalf_of as string | null) ?? ctx.account;
  const { amount, currency, rate } = settle(ctx, merchant, capture.amount, charge.currency);
  const method = charge.payment_method_details?.type ?? 'card';
  const fee: Stripe.BalanceTransaction.FeeDetail = {
    amount: processingFee(ctx, merchant, method, amount, currency),
    application: null,
    currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  };
  const share =
    isDirect && capture.applicationFee !== null ? convert(capture.applicationFee, charge.currency, currency) : 0;
  const card = hidden.card === null ? undefined : testCardByName(hidden.card);
  return ctx.book.post(ctx, {
    account: ctx.account,
    type: method === 'card' ? 'charge' : 'payment',
    amount,
    currency,
    source: charge.id,
    reportingCategory: 'charge',
    description: charge.description,
    exchangeRate: rate,
    feeDetails: share === 0 ? [fee] : [applicationFeeDetail(ctx, share, currency), fee],
    availableOn: card?.bypassesPending === true ? ctx.now : availableOn(ctx, merchant),
    sourceType: hidden.sourceType,
    isInstant: method === 'card',
  });
}

function settleDirect(ctx: Context, charge: Stripe.Charge, capture: Capture, funds: number): Settled {
  if (capture.applicationFee === null || capture.applicationFee === 0) return { charge, announce: () => undefined };
  const { fee, payment } = collectApplicationFee(ctx, ctx.account, charge, capture.applicationFee, funds, null);
  return {
    charge: payment,
    announce: () => {
      ctx.as(ctx.platform.id).emit('application_fee.created', fee);
    },
  };
}

function settleDestination(
  ctx: Context,
  charge: Stripe.Charge,
  hidden: ChargeHidden,
  capture: Capture,
  transaction: Stripe.BalanceTransaction,
): Settled {
  const { amount, destination } = destinationOf(charge);
  const share = capture.transferAmount ?? (amount === null ? capture.amount : Math.min(amount, capture.amount));
  if (share === 0) return { charge, announce: () => undefined };
  const inBalance = (value: number): number => convert(value, charge.currency, transaction.currency);
  const applicationFee =
    capture.applicationFee === null || capture.applicationFee === 0 ? null : capture.applicationFee;
  const sent = sendTransfer(ctx, {
    amount: share === capture.amount ? transaction.amount : inBalance(share),
    currency: transaction.currency,
    destination,
    description: hidden.transfer?.description ?? null,
    metadata: hidden.transfer?.metadata ?? {},
    charge,
    isDestinationCharge: true,
    transferGroup: charge.transfer_group,
    sourceType: hidden.sourceType,
    payment: {
      description: hidden.transfer?.paymentDescription ?? null,
      metadata: hidden.transfer?.paymentMetadata ?? {},
    },
    applicationFee: applicationFee === null ? null : inBalance(applicationFee),
  });
  return collectFee(ctx, charge, sent, transaction.available_on);
}

function collectFee(ctx: Context, charge: Stripe.Charge, sent: SentTransfer, funds: number): Settled {
  const { transfer } = sent;
  const share = sent.payment.application_fee_amount;
  if (share === null) {
    const after = ctx.update(charges, charge.id, { transfer: transfer.id });
    return {
      charge: after,
      announce: () => {
        announceTransfer(ctx, sent);
      },
    };
  }
  const { fee, payment } = collectApplicationFee(
    ctx,
    transfer.destination as string,
    sent.payment,
    share,
    funds,
    charge.id,
  );
  const after = ctx.update(charges, charge.id, { transfer: transfer.id, application_fee: fee.id });
  return {
    charge: after,
    announce: () => {
      announceTransfer(ctx, { transfer, payment });
      ctx.emit('application_fee.created', fee);
    },
  };
}

function destinationOf(charge: Stripe.Charge): { destination: string; amount: number | null } {
  const { destination, amount } = charge.transfer_data as Stripe.Charge.TransferData;
  return { destination: destination as string, amount };
}
