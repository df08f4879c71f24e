import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';

const text = p.string({ max: 20_000 }).emptyable();
const short = p.string().emptyable();
const file = p.id().emptyable();
const address = p.hash({
  city: short,
  country: short,
  line1: short,
  line2: short,
  postal_code: short,
  state: short,
});
const transaction = {
  customer_account_id: short,
  customer_device_fingerprint: short,
  customer_device_id: short,
  customer_email_address: short,
  customer_purchase_ip: short,
  product_description: short,
  shipping_address: address,
};
const compliance = p.hash({ fee_acknowledged: p.boolean() });

const evidence = p.hash({
  access_activity_log: text,
  appeal: p.anything(),
  billing_address: text,
  cancellation_policy: file,
  cancellation_policy_disclosure: text,
  cancellation_rebuttal: text,
  customer_communication: file,
  customer_email_address: short,
  customer_name: short,
  customer_purchase_ip: short,
  customer_signature: file,
  duplicate_charge_documentation: file,
  duplicate_charge_explanation: text,
  duplicate_charge_id: short,
  enhanced_evidence: p
    .hash({
      mastercard_compliance: compliance,
      visa_compelling_evidence_3: p.hash({
        disputed_transaction: p.hash({
          ...transaction,
          merchandise_or_services: p.enum(['merchandise', 'services']),
        }),
        prior_undisputed_transactions: p.array(p.hash({ ...transaction, charge: p.id().required() })),
      }),
      visa_compliance: compliance,
    })
    .emptyable(),
  product_description: text,
  receipt: file,
  refund_policy: file,
  refund_policy_disclosure: text,
  refund_refusal_explanation: text,
  service_date: text,
  service_documentation: file,
  shipping_address: text,
  shipping_carrier: text,
  shipping_date: text,
  shipping_documentation: file,
  shipping_tracking_number: text,
  uncategorized_file: file,
  uncategorized_text: text,
});

export const updateDisputeParams = paramsOf<Stripe.DisputeUpdateParams>()({
  evidence,
  intended_submission_method: p.enum(['manual', 'prefer_manual', 'prefer_smart_disputes', 'smart_disputes']),
  metadata: p.metadata(),
  submit: p.boolean(),
});

export const listDisputesParams = listParamsOf<Stripe.DisputeListParams>()({
  charge: p.id(),
  created: p.range(),
  payment_intent: p.id(),
});
