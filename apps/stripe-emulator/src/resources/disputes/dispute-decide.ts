import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { action } from '../../core/resource.js';
import { reinstate, withdraw } from './dispute-money.js';
import { disputes, isClosed, isInquiry } from './dispute.resource.js';

/** What the published words in `evidence[uncategorized_text]` lead to. */
const VERDICTS: Readonly<Record<string, 'won' | 'lost' | 'escalated'>> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
  escalate_inquiry_evidence: 'escalated',
  escalate_to_arbitration: 'escalated',
};

/** How long an issuer takes over evidence that none of the words decides; it then finds for its customer. */
const REVIEW_SECONDS = 60 * 86_400;

/** Plans the issuer's answer to submitted evidence: at once where one of the words is in it. */
export function planVerdict(ctx: Context, dispute: Stripe.Dispute): void {
  const verdict = VERDICTS[dispute.evidence.uncategorized_text?.trim() ?? ''];
  if (verdict === undefined)
    ctx.schedule(decideDispute, ctx.now + REVIEW_SECONDS, { dispute: dispute.id, verdict: 'lost' });
  else ctx.schedule(decideDispute, ctx.now, { dispute: dispute.id, verdict });
}

/** The issuer has decided. */
export const decideDispute = action<{ dispute: string; verdict: string }>(
  'dispute.decide',
  (ctx, { dispute: id, verdict }) => {
    const dispute = ctx.find(disputes, id);
    if (dispute === undefined || isClosed(dispute)) return;
    if (isInquiry(dispute)) {
      if (verdict === 'escalated') escalate(ctx, dispute);
      else close(ctx, dispute, 'warning_closed');
      return;
    }
    if (verdict === 'won') win(ctx, dispute);
    else close(ctx, dispute, 'lost');
  },
);

/** Nobody answered in time: the payer keeps the money. An inquiry that nobody pursued ends without a consequence. */
export const missDeadline = action<{ dispute: string }>('dispute.past_due', (ctx, { dispute: id }) => {
  const before = ctx.find(disputes, id);
  if (before === undefined || !before.status.endsWith('needs_response')) return;
  const details = { ...before.evidence_details, past_due: true };
  const dispute = ctx.update(disputes, id, { evidence_details: details });
  close(ctx, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost');
});

/** Ends a dispute without giving anything back. */
export function close(ctx: Context, before: Stripe.Dispute, status: 'lost' | 'warning_closed'): Stripe.Dispute {
  const dispute = ctx.update(disputes, before.id, { status, is_charge_refundable: status === 'warning_closed' });
  ctx.emit('charge.dispute.closed', dispute, before);
  return dispute;
}

function win(ctx: Context, before: Stripe.Dispute): void {
  const balance_transactions = [...before.balance_transactions, reinstate(ctx, before)];
  const dispute = ctx.update(disputes, before.id, {
    balance_transactions,
    is_charge_refundable: true,
    status: 'won',
  });
  ctx.emit('charge.dispute.funds_reinstated', dispute, before);
  ctx.emit('charge.dispute.closed', dispute, before);
}

/** The inquiry becomes a chargeback: now the money goes, and there is a new time to answer. */
function escalate(ctx: Context, before: Stripe.Dispute): void {
  const card = before.payment_method_details?.card;
  const dispute = ctx.update(disputes, before.id, {
    balance_transactions: [withdraw(ctx, before)],
    evidence_details: { ...before.evidence_details, due_by: ctx.now + 9 * 86_400, submission_count: 0 },
    is_charge_refundable: false,
    ...(card === undefined
      ? {}
      : { payment_method_details: { type: 'card' as const, card: { ...card, case_type: 'chargeback' as const } } }),
    status: 'needs_response',
  });
  ctx.schedule(missDeadline, dispute.evidence_details.due_by ?? ctx.now, { dispute: dispute.id });
  ctx.emit('charge.dispute.updated', dispute, before);
  ctx.emit('charge.dispute.funds_withdrawn', dispute);
}
