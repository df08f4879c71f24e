import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { assertFile } from '../files/file-create.js';
import { close, planVerdict } from './dispute-decide.js';
import { eligibilityOf, hasEvidence, mergeEvidence } from './dispute-evidence.js';
import { takeCounterFee } from './dispute-money.js';
import type { updateDisputeParams } from './dispute.params.js';
import { disputes, EVIDENCE_FILES, isClosed, isInquiry } from './dispute.resource.js';

type UpdateParams = Infer<typeof updateDisputeParams>;

/** All text of an evidence together; files are counted by Stripe in megabytes and pages. */
const MAX_TEXT = 150_000;

/** Stages or submits evidence, as Stripe does unless `submit` is false. */
export function updateDispute(ctx: Context, id: string, params: UpdateParams): Stripe.Dispute {
  const before = ctx.require(disputes, id);
  if (params.evidence !== undefined || params.submit === true) assertOpen(ctx, before);
  for (const name of EVIDENCE_FILES) assertFile(ctx, params.evidence?.[name], purposesOf(name), `evidence[${name}]`);
  const evidence = params.evidence === undefined ? before.evidence : mergeEvidence(before.evidence, params.evidence);
  assertLength(evidence);
  const staged = ctx.update(disputes, id, {
    evidence,
    evidence_details: {
      ...before.evidence_details,
      enhanced_eligibility: eligibilityOf(before.enhanced_eligibility_types, evidence),
      has_evidence: hasEvidence(evidence),
    },
    ...(params.intended_submission_method === undefined
      ? {}
      : { intended_submission_method: params.intended_submission_method }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
  const isSubmitted = params.submit ?? params.evidence !== undefined;
  const dispute = isSubmitted ? submit(ctx, staged) : staged;
  ctx.emit('charge.dispute.updated', dispute, before);
  if (isSubmitted) planVerdict(ctx, dispute);
  return dispute;
}

function purposesOf(name: (typeof EVIDENCE_FILES)[number]): readonly string[] {
  return name === 'customer_signature' ? ['dispute_evidence', 'customer_signature'] : ['dispute_evidence'];
}

function assertOpen(ctx: Context, dispute: Stripe.Dispute): void {
  if (isClosed(dispute) || ctx.hidden(disputes, dispute.id).isFinal)
    throw invalidRequest('This dispute is already closed', { code: 'dispute_already_closed' });
  if (dispute.evidence_details.submission_count > 0)
    throw invalidRequest('Evidence for this dispute has already been submitted and can no longer be changed.', {
      code: 'dispute_evidence_already_submitted',
    });
}

function assertLength(evidence: Stripe.Dispute.Evidence): void {
  const length = Object.values(evidence).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : 0),
    0,
  );
  if (length > MAX_TEXT)
    throw invalidRequest(
      `The combined length of the evidence is ${length} characters; at most ${MAX_TEXT} are allowed.`,
      {
        param: 'evidence',
      },
    );
}

/** Final: the issuer gets it, and countering costs its fee. */
function submit(ctx: Context, before: Stripe.Dispute): Stripe.Dispute {
  const { enhanced_eligibility: asks } = before.evidence_details;
  const name = (['visa_compliance', 'mastercard_compliance'] as const).find(
    (compliance) => asks[compliance]?.status === 'requires_fee_acknowledgement',
  );
  if (name !== undefined)
    throw invalidRequest(`To counter this dispute, you must acknowledge the network's fee.`, {
      param: `evidence[enhanced_evidence][${name}][fee_acknowledged]`,
    });
  const counterFee = isInquiry(before) ? 0 : takeCounterFee(ctx, before);
  return ctx.update(
    disputes,
    before.id,
    {
      evidence_details: {
        ...before.evidence_details,
        submission_count: before.evidence_details.submission_count + 1,
        submission_method: 'manual',
      },
      status: isInquiry(before) ? 'warning_under_review' : 'under_review',
    },
    { ...ctx.hidden(disputes, before.id), counterFee },
  );
}

/** Accepts the dispute: it is lost, and nothing more can be done about it. */
export function acceptDispute(ctx: Context, id: string): Stripe.Dispute {
  const dispute = ctx.require(disputes, id);
  if (isClosed(dispute)) throw invalidRequest('This dispute is already closed', { code: 'dispute_already_closed' });
  return close(ctx, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost');
}
