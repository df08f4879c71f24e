import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { charges } from '../charges/charge.resource.js';
import type { CardDispute } from '../payment-methods/card-behaviour.js';
import { startOfDay } from '../pricing/account-terms.js';
import { closeReviewOf } from '../radar/review-close.js';
import { settleWarningOf } from '../radar/early-fraud-warning.js';
import { emptyEvidence, eligibilityOf } from './dispute-evidence.js';
import { BANK_REASONS, DISPUTE_KINDS, type DisputeKind } from './dispute-kinds.js';
import { givenBackOf } from '../refunds/refund-authorization.js';
import { withdraw } from './dispute-money.js';
import { missDeadline } from './dispute-decide.js';
import { disputes } from './dispute.resource.js';

const DAY = 86_400;
/** Days to answer, counted to the end of the last. */
const DAYS_TO_ANSWER = 9;

/** Opens what a test card announces: one dispute, or two that share the amount. */
export function disputeCharge(ctx: Context, charge: Stripe.Charge, kind: Exclude<CardDispute, 'early_fraud_warning'>) {
  const left = charge.amount_captured - givenBackOf(ctx, charge);
  if (left <= 0) return;
  const parts = kind === 'multiple' && left > 1 ? [Math.ceil(left / 2), Math.floor(left / 2)] : [left];
  for (const amount of parts) openDispute(ctx, charge, amount, DISPUTE_KINDS[kind]);
}

/**
 * Opens a dispute, as the payer's bank does. An inquiry moves no money yet.
 * @param amount minor units of the charge's currency, at most what is not refunded
 */
export function openDispute(ctx: Context, charge: Stripe.Charge, amount: number, kind: DisputeKind): Stripe.Dispute {
  const isInquiry = kind.caseType === 'inquiry';
  const dispute = insertDispute(ctx, charge, amount, {
    kind,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
    dueBy: startOfDay(ctx.now) + DAYS_TO_ANSWER * DAY + DAY - 1,
    isFinal: false,
  });
  const opened = announce(ctx, charge, dispute, !isInquiry);
  ctx.schedule(missDeadline, opened.evidence_details.due_by ?? ctx.now, { dispute: opened.id });
  return opened;
}

/** A debit that the payer's bank takes back: the money is gone, and nothing can be contested. */
export function returnDebit(ctx: Context, charge: Stripe.Charge): Stripe.Dispute {
  const method = charge.payment_method_details?.type ?? '';
  const kind: DisputeKind = { reason: BANK_REASONS[method] ?? 'general', caseType: 'chargeback', networkCodes: {} };
  const options = { kind, status: 'lost', dueBy: null, isFinal: true } as const;
  const dispute = announce(ctx, charge, insertDispute(ctx, charge, charge.amount_captured, options), true);
  ctx.emit('charge.dispute.closed', dispute);
  return dispute;
}

interface Opening {
  readonly kind: DisputeKind;
  readonly status: Stripe.Dispute.Status;
  readonly dueBy: number | null;
  readonly isFinal: boolean;
}

function insertDispute(ctx: Context, charge: Stripe.Charge, amount: number, opening: Opening): Stripe.Dispute {
  const { kind, status, dueBy, isFinal } = opening;
  const types = kind.eligibility === undefined ? [] : [kind.eligibility];
  const evidence = emptyEvidence();
  return ctx.insert(
    disputes,
    {
      id: ctx.id(disputes.idPrefix),
      object: 'dispute',
      amount,
      balance_transactions: [],
      charge: charge.id,
      created: ctx.now,
      currency: charge.currency,
      enhanced_eligibility_types: types,
      evidence,
      evidence_details: {
        due_by: dueBy,
        enhanced_eligibility: eligibilityOf(types, evidence),
        has_evidence: false,
        past_due: false,
        submission_count: 0,
        submission_method: 'not_submitted',
      },
      intended_submission_method: null,
      is_charge_refundable: kind.caseType === 'inquiry',
      livemode: false,
      metadata: {},
      ...methodOf(charge, kind),
      payment_intent: charge.payment_intent,
      reason: kind.reason,
      status,
    },
    { isFinal, counterFee: 0 },
  );
}

function methodOf(
  charge: Stripe.Charge,
  { caseType, networkCodes }: DisputeKind,
): Pick<Stripe.Dispute, 'network_reason_code' | 'payment_method_details'> {
  const { type = 'card', card } = charge.payment_method_details ?? {};
  if (type !== 'card') return { network_reason_code: null, payment_method_details: { type } };
  const brand = card?.brand ?? 'visa';
  const code = networkCodes[brand] ?? null;
  return {
    network_reason_code: code,
    payment_method_details: {
      card: { brand, case_type: caseType, network: card?.network ?? brand, network_reason_code: code },
      type,
    },
  };
}

/** Marks the charge, moves the money, and tells everybody, in Stripe's order. */
function announce(ctx: Context, charge: Stripe.Charge, opened: Stripe.Dispute, takesMoney: boolean): Stripe.Dispute {
  ctx.update(charges, charge.id, { disputed: true });
  const dispute = takesMoney
    ? ctx.update(disputes, opened.id, { balance_transactions: [withdraw(ctx, opened)] })
    : opened;
  settleWarningOf(ctx, charge.id);
  ctx.emit('charge.dispute.created', dispute);
  if (takesMoney) ctx.emit('charge.dispute.funds_withdrawn', dispute);
  closeReviewOf(ctx, charge.id, 'disputed');
  return dispute;
}
