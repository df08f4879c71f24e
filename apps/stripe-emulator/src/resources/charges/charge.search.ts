import type Stripe from 'stripe';
import { metadata, number, token, type SearchField } from '../../core/search/fields.js';

const DETAILS = ['last4', 'exp_month', 'exp_year', 'brand', 'fingerprint'];
const SOURCES = ['card', 'card_present', 'sepa_debit', 'us_bank_account', 'ideal', 'bancontact', 'acss_debit', 'link'];

/** `payment_method_details.card.last4` and the like. */
const details = SOURCES.flatMap((source) =>
  DETAILS.map((name): [string, SearchField<Stripe.Charge>] => [
    `payment_method_details.${source}.${name}`,
    token((charge) => {
      const found = charge.payment_method_details as Record<string, Record<string, string | null>> | null;
      return found?.[source]?.[name];
    }),
  ]),
);

/** @see https://docs.stripe.com/search#query-fields-for-charges */
export const chargeSearch: Readonly<Record<string, SearchField<Stripe.Charge>>> = {
  amount: number((charge) => charge.amount),
  'billing_details.address.postal_code': token((charge) => charge.billing_details.address?.postal_code),
  created: number((charge) => charge.created),
  currency: token((charge) => charge.currency),
  customer: token((charge) => charge.customer as string | null),
  disputed: token((charge) => charge.disputed),
  metadata,
  payment_intent: token((charge) => charge.payment_intent as string | null),
  refunded: token((charge) => charge.refunded),
  status: token((charge) => charge.status),
  ...Object.fromEntries(details),
};
