import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

/** Refunds of charges (`re_`), and those of payments on connected accounts when a transfer is reversed (`pyr_`). */
export const refunds = defineResource<Stripe.Refund>({
  object: 'refund',
  idPrefix: 're',
  filters: {
    charge: (refund) => (refund.charge as string | null) ?? undefined,
    payment_intent: (refund) => (refund.payment_intent as string | null) ?? undefined,
  },
  expandable: {
    balance_transaction: 'balance_transaction',
    charge: 'charge',
    customer: 'customer',
    failure_balance_transaction: 'balance_transaction',
    payment_intent: 'payment_intent',
    payment_method: 'payment_method',
    source_transfer_reversal: 'transfer_reversal',
    transfer_reversal: 'transfer_reversal',
  },
});
