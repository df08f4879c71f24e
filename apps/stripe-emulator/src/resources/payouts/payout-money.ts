import type Stripe from 'stripe';
import { balanceTransactions, type SourceType } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { startOfDay } from '../pricing/account-terms.js';
import type { PayoutTarget } from './payout-limits.js';
import { arrivePayout, failPayout, submitPayout } from './payout-steps.js';
import { payouts } from './payout.resource.js';

const DAY = 86_400;
/** A payout can be canceled so long. */
const SUBMITTED_AFTER = 600;
const INSTANT_SUBMITTED_AFTER = 60;
const INSTANT_ARRIVES_AFTER = 1_800;

export interface PayoutOrder {
  /** Negative for one that takes money back from the bank. */
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly target: PayoutTarget;
  readonly isAutomatic: boolean;
  /** A part of the balance: of which transactions it consists, nobody can say. */
  readonly isPartial?: boolean;
  readonly method: 'standard' | 'instant';
  readonly sourceType: SourceType;
  readonly description: string | null;
  readonly statementDescriptor: string | null;
  readonly metadata: Record<string, string>;
  readonly originalPayout: string | null;
}

/** Takes the money off the balance and plans the payout's way to the bank. Checks no limits. */
export function sendPayout(ctx: Context, order: PayoutOrder): Stripe.Payout {
  const id = ctx.id(payouts.idPrefix);
  const isInstant = order.method === 'instant';
  const arrival = isInstant ? ctx.now : startOfDay(ctx.now) + DAY;
  const fee = { amount: order.fee, application: null, currency: order.currency };
  const transaction = ctx.book.post(ctx, {
    account: ctx.account,
    type: 'payout',
    amount: -order.amount,
    currency: order.currency,
    source: id,
    reportingCategory: order.originalPayout === null ? 'payout' : 'payout_reversal',
    description: order.description ?? 'STRIPE PAYOUT',
    feeDetails: order.fee === 0 ? [] : [{ ...fee, description: 'Instant payout fee', type: 'stripe_fee' }],
    availableOn: order.amount < 0 ? arrival : ctx.now,
    sourceType: order.sourceType,
  });
  const payout = ctx.insert(payouts, newPayout(ctx, order, { id, arrival, transaction: transaction.id }), {
    scheduled: null,
  });
  plan(ctx, payout, order.target.behaviour.payoutFailureCode, isInstant);
  ctx.emit('payout.created', payout);
  return payout;
}

function newPayout(
  ctx: Context,
  order: PayoutOrder,
  { id, arrival, transaction }: { id: string; arrival: number; transaction: string },
): Stripe.Payout {
  return {
    id,
    object: 'payout',
    amount: order.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic: order.isAutomatic,
    balance_transaction: transaction,
    created: ctx.now,
    currency: order.currency,
    description: order.description ?? (order.isAutomatic ? 'STRIPE PAYOUT' : null),
    destination: order.target.account.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: order.metadata,
    method: order.method,
    original_payout: order.originalPayout,
    payout_method: null,
    reconciliation_status: order.isAutomatic && order.isPartial !== true ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: order.sourceType,
    statement_descriptor: order.statementDescriptor,
    status: 'pending',
    trace_id: null,
    type: order.target.account.object,
  };
}

/** A bank that refuses first seems to accept: a standard payout is paid, and failed a day later. */
function plan(
  ctx: Context,
  { id, arrival_date: arrival }: Stripe.Payout,
  failure: string | null,
  isInstant: boolean,
): void {
  ctx.schedule(
    submitPayout,
    ctx.now + (isInstant ? INSTANT_SUBMITTED_AFTER : Math.min(SUBMITTED_AFTER, arrival - ctx.now)),
    {
      payout: id,
    },
  );
  const arrives = isInstant ? ctx.now + INSTANT_ARRIVES_AFTER : arrival;
  if (failure === null || !isInstant) ctx.schedule(arrivePayout, arrives, { payout: id });
  if (failure !== null) ctx.schedule(failPayout, isInstant ? arrives : arrives + DAY, { payout: id, code: failure });
}

/** Only what has not been submitted to the bank can be called back. */
export function cancelPayout(ctx: Context, id: string): Stripe.Payout {
  const before = ctx.require(payouts, id);
  if (before.automatic)
    throw invalidRequest('Payouts that were created automatically cannot be canceled.', {
      code: 'payouts_not_allowed',
    });
  if (before.status !== 'pending')
    throw invalidRequest(`Payouts may only be canceled while they are pending; ${id} is ${before.status}.`);
  const transaction = returnFunds(ctx, before, 'payout_cancel');
  const after = ctx.update(payouts, id, { status: 'canceled', failure_balance_transaction: transaction });
  ctx.emit('payout.canceled', after, before);
  return after;
}

/** Puts a payout's money, and its fee, back on the balance. @returns the balance transaction */
export function returnFunds(ctx: Context, payout: Stripe.Payout, type: 'payout_cancel' | 'payout_failure'): string {
  const { fee_details: details } = ctx.require(balanceTransactions, payout.balance_transaction as string);
  return ctx.book.post(ctx, {
    account: ctx.account,
    type,
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    reportingCategory: 'payout_reversal',
    description: type === 'payout_cancel' ? 'PAYOUT CANCELED' : 'PAYOUT FAILED',
    feeDetails: details.map((detail) => ({ ...detail, amount: -detail.amount })),
    sourceType: payout.source_type as SourceType,
  }).id;
}
