import type Stripe from 'stripe';
import type { Infer } from '../../core/params.js';
import type { updateDisputeParams } from './dispute.params.js';
import { EVIDENCE_FILES, EVIDENCE_TEXTS } from './dispute.resource.js';

type Evidence = Stripe.Dispute.Evidence;
type Change = NonNullable<Infer<typeof updateDisputeParams>['evidence']>;
type Enhanced = NonNullable<Change['enhanced_evidence']>;

/** Evidence before any is given: every field is there, and null. */
export function emptyEvidence(): Evidence {
  const names = [...EVIDENCE_TEXTS, ...EVIDENCE_FILES].sort();
  return { ...Object.fromEntries(names.map((name) => [name, null])), enhanced_evidence: {} } as unknown as Evidence;
}

/** Each field that was given replaces the one before; an empty one unsets it. */
export function mergeEvidence(before: Evidence, change: Change): Evidence {
  const { enhanced_evidence: enhanced, appeal: _appeal, ...plain } = change;
  return {
    ...before,
    ...plain,
    enhanced_evidence:
      enhanced === undefined
        ? before.enhanced_evidence
        : enhanced === null
          ? {}
          : { ...before.enhanced_evidence, ...enhancedOf(enhanced) },
  };
}

function enhancedOf(change: Enhanced): Evidence['enhanced_evidence'] {
  const { visa_compelling_evidence_3: visa, visa_compliance, mastercard_compliance } = change;
  const disputed = visa?.disputed_transaction;
  return {
    ...(visa_compliance === undefined
      ? {}
      : { visa_compliance: { fee_acknowledged: visa_compliance.fee_acknowledged ?? false } }),
    ...(mastercard_compliance === undefined
      ? {}
      : { mastercard_compliance: { fee_acknowledged: mastercard_compliance.fee_acknowledged ?? false } }),
    ...(visa === undefined
      ? {}
      : {
          visa_compelling_evidence_3: {
            disputed_transaction:
              disputed === undefined
                ? null
                : { ...transactionOf(disputed), merchandise_or_services: disputed.merchandise_or_services ?? null },
            prior_undisputed_transactions: (visa.prior_undisputed_transactions ?? []).map((prior) => ({
              charge: prior.charge,
              ...transactionOf(prior),
            })),
          },
        }),
  };
}

type Transaction = Omit<
  NonNullable<NonNullable<Enhanced['visa_compelling_evidence_3']>['disputed_transaction']>,
  'merchandise_or_services'
>;

function transactionOf(given: Transaction) {
  const {
    city = null,
    country = null,
    line1 = null,
    line2 = null,
    postal_code = null,
    state = null,
  } = given.shipping_address ?? {};
  return {
    customer_account_id: given.customer_account_id ?? null,
    customer_device_fingerprint: given.customer_device_fingerprint ?? null,
    customer_device_id: given.customer_device_id ?? null,
    customer_email_address: given.customer_email_address ?? null,
    customer_purchase_ip: given.customer_purchase_ip ?? null,
    product_description: given.product_description ?? null,
    shipping_address: given.shipping_address === undefined ? null : { city, country, line1, line2, postal_code, state },
  };
}

/** Whether anything is there to be submitted. */
export function hasEvidence(evidence: Evidence): boolean {
  const { enhanced_evidence: enhanced, ...plain } = evidence;
  return Object.keys(enhanced).length > 0 || Object.values(plain).some((value) => value !== null);
}

/** What the special procedures still ask for, after this evidence. */
export function eligibilityOf(
  types: readonly Stripe.Dispute.EnhancedEligibilityType[],
  evidence: Evidence,
): Stripe.Dispute.EvidenceDetails.EnhancedEligibility {
  const { visa_compelling_evidence_3: visa, visa_compliance, mastercard_compliance } = evidence.enhanced_evidence;
  const acknowledged = (given: { fee_acknowledged: boolean } | undefined) =>
    given?.fee_acknowledged === true ? ('fee_acknowledged' as const) : ('requires_fee_acknowledgement' as const);
  return {
    ...(types.includes('visa_compliance') ? { visa_compliance: { status: acknowledged(visa_compliance) } } : {}),
    ...(types.includes('mastercard_compliance')
      ? { mastercard_compliance: { status: acknowledged(mastercard_compliance) } }
      : {}),
    ...(types.includes('visa_compelling_evidence_3') ? { visa_compelling_evidence_3: compellingStatus(visa) } : {}),
  };
}

type Compelling = Stripe.Dispute.EvidenceDetails.EnhancedEligibility.VisaCompellingEvidence3;

/** Visa wants two earlier purchases that were not disputed, and something that ties the buyer to all of them. */
function compellingStatus(given: Evidence['enhanced_evidence']['visa_compelling_evidence_3']): Compelling {
  const actions: Compelling['required_actions'] = [];
  const disputed = given?.disputed_transaction;
  const prior = given?.prior_undisputed_transactions ?? [];
  const identifiers = [
    'customer_account_id',
    'customer_device_fingerprint',
    'customer_device_id',
    'customer_purchase_ip',
  ] as const;
  if (disputed == null || identifiers.every((name) => disputed[name] === null))
    actions.push('missing_customer_identifiers');
  if (disputed?.product_description == null) actions.push('missing_disputed_transaction_description');
  if (disputed?.merchandise_or_services == null) actions.push('missing_merchandise_or_services');
  if (prior.some(({ product_description: text }) => text === null))
    actions.push('missing_prior_undisputed_transaction_description');
  if (prior.length < 2) actions.push('missing_prior_undisputed_transactions');
  return { required_actions: actions, status: actions.length === 0 ? 'qualified' : 'requires_action' };
}
