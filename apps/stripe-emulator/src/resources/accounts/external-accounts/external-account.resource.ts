import type Stripe from 'stripe';
import { defineResource } from '../../../core/resource.js';

/** How payouts to it end. */
export interface PayoutBehaviour {
  /** `failure_code` of a payout to it (`account_closed`, `no_account` ...); null: it arrives. */
  readonly payoutFailureCode: string | null;
  /** Whether instant payouts may go to it. */
  readonly isInstantEligible: boolean;
}

/** Bank accounts that an account is paid out to; their rows belong to that account. */
export const bankAccounts = defineResource<Stripe.BankAccount, PayoutBehaviour>({
  object: 'bank_account',
  idPrefix: 'ba',
  label: 'external account',
  filters: {
    account: (bank) => bank.account as string,
    currency: (bank) => bank.currency,
    default_for_currency: (bank) => bank.default_for_currency,
  },
  expandable: { account: 'account', customer: 'customer' },
});

/** Debit cards that an account is paid out to; their rows belong to that account. */
export const payoutCards = defineResource<Stripe.Card, PayoutBehaviour>({
  object: 'card',
  idPrefix: 'card',
  label: 'external account',
  filters: {
    account: (card) => card.account as string,
    currency: (card) => card.currency,
    default_for_currency: (card) => card.default_for_currency,
  },
  expandable: { account: 'account', customer: 'customer' },
});
