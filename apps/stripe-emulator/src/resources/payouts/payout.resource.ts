import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export interface PayoutHidden {
  /** The next step that is planned: submission, arrival, failure. */
  readonly scheduled: string | null;
}

export const payouts = defineResource<Stripe.Payout, PayoutHidden>({
  object: 'payout',
  idPrefix: 'po',
  pathParam: 'payout',
  filters: {
    destination: (payout) => (payout.destination as string | null) ?? undefined,
    status: (payout) => payout.status,
  },
  expandable: {
    application_fee: 'application_fee',
    balance_transaction: 'balance_transaction',
    destination: ['bank_account', 'card'],
    failure_balance_transaction: 'balance_transaction',
    original_payout: 'payout',
    reversed_by: 'payout',
  },
});
