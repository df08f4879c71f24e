import type Stripe from 'stripe';
import type { CardDispute } from '../payment-methods/card-behaviour.js';

type CaseType = Stripe.Dispute.PaymentMethodDetails.Card.CaseType;

/** What a payer contests, and by which procedure. */
export interface DisputeKind {
  readonly reason: string;
  readonly caseType: CaseType;
  /** The network's own code, by network. */
  readonly networkCodes: Readonly<Record<string, string>>;
  readonly eligibility?: Stripe.Dispute.EnhancedEligibilityType;
}

const FRAUDULENT: DisputeKind = {
  reason: 'fraudulent',
  caseType: 'chargeback',
  networkCodes: { visa: '10.4', mastercard: '4837', amex: 'F29', discover: 'UA02' },
};

export const DISPUTE_KINDS: Readonly<Record<Exclude<CardDispute, 'early_fraud_warning'>, DisputeKind>> = {
  fraudulent: FRAUDULENT,
  multiple: FRAUDULENT,
  product_not_received: {
    reason: 'product_not_received',
    caseType: 'chargeback',
    networkCodes: { visa: '13.1', mastercard: '4853', amex: 'C08', discover: 'RG' },
  },
  inquiry: { ...FRAUDULENT, caseType: 'inquiry' },
  compelling_evidence: { ...FRAUDULENT, eligibility: 'visa_compelling_evidence_3' },
  visa_compliance: {
    reason: 'noncompliant',
    caseType: 'compliance',
    networkCodes: { visa: 'COMPLIANCE' },
    eligibility: 'visa_compliance',
  },
  mastercard_compliance: {
    reason: 'noncompliant',
    caseType: 'compliance',
    networkCodes: { mastercard: 'COMPLIANCE' },
    eligibility: 'mastercard_compliance',
  },
};

/** Debits that the payer takes back through the bank, where nothing can be contested. */
export const BANK_REASONS: Readonly<Record<string, string>> = {
  us_bank_account: 'debit_not_authorized',
  acss_debit: 'debit_not_authorized',
};
