import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export interface DisputeHidden {
  /** True for one whose loss cannot be contested (bank debits). */
  readonly isFinal: boolean;
  /** The fee for countering it, in minor units of its balance transactions' currency, once it was taken. */
  readonly counterFee: number;
}

/** Fields that hold an uploaded file. */
export const EVIDENCE_FILES = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const;

/** Evidence that is text. */
export const EVIDENCE_TEXTS = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const;

/** Payments that a payer contests at the bank. */
export const disputes = defineResource<Stripe.Dispute, DisputeHidden>({
  object: 'dispute',
  idPrefix: 'dp',
  pathParam: 'dispute',
  filters: {
    charge: (dispute) => dispute.charge as string,
    payment_intent: (dispute) => dispute.payment_intent as string | null,
  },
  expandable: {
    charge: 'charge',
    payment_intent: 'payment_intent',
    ...Object.fromEntries(EVIDENCE_FILES.map((name) => [`evidence.${name}`, 'file'])),
  },
  // The type knows the list only; the first transaction's id is what older clients read.
  present: (dispute) =>
    ({ ...dispute, balance_transaction: dispute.balance_transactions[0]?.id ?? null }) as Stripe.Dispute,
});

/** Whether it is decided. */
export function isClosed({ status }: Stripe.Dispute): boolean {
  return status === 'won' || status === 'lost' || status === 'warning_closed' || status === 'prevented';
}

/** An inquiry: no money has moved yet. */
export function isInquiry({ status }: Stripe.Dispute): boolean {
  return status.startsWith('warning_');
}
