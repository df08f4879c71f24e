import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';

export type Grant = Stripe.Billing.CreditGrant;
export type Transaction = Stripe.Billing.CreditBalanceTransaction;

export interface GrantHidden {
  /** Minor units that are not used, expired or voided. */
  readonly left: number;
}

export const creditGrants: Resource<Grant, GrantHidden> = defineResource<Grant, GrantHidden>({
  object: 'billing.credit_grant',
  idPrefix: 'credgr_test',
  label: 'credit grant',
  filters: {
    customer: ({ customer }) => customer as string,
    customer_account: ({ customer_account: account }) => account ?? undefined,
  },
  expandable: { customer: 'customer', test_clock: 'test_helpers.test_clock' },
});

export const creditTransactions: Resource<Transaction, { readonly customer: string }> = defineResource<
  Transaction,
  { readonly customer: string }
>({
  object: 'billing.credit_balance_transaction',
  idPrefix: 'cbtxn_test',
  label: 'credit balance transaction',
  filters: {
    credit_grant: ({ credit_grant: grant }) => grant as string,
    customer: (_transaction, { customer }) => customer,
    invoice: ({ debit }) => (debit?.credits_applied?.invoice as string | undefined) ?? undefined,
  },
  expandable: {
    credit_grant: 'billing.credit_grant',
    'credit.credits_application_invoice_voided.invoice': 'invoice',
    'debit.credits_applied.invoice': 'invoice',
    test_clock: 'test_helpers.test_clock',
  },
});
