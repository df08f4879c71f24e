import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { defineResource } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';

export const customerBalanceTransactions = defineResource<Stripe.CustomerBalanceTransaction>({
  object: 'customer_balance_transaction',
  idPrefix: 'cbtxn',
  filters: {
    customer: (transaction) => transaction.customer as string,
    invoice: (transaction) => (transaction.invoice as string | null) ?? undefined,
  },
  expandable: {
    checkout_session: 'checkout.session',
    credit_note: 'credit_note',
    customer: 'customer',
    invoice: 'invoice',
  },
});

export interface BalanceChange {
  /** Minor units: negative is credit that lowers the next invoice. */
  readonly amount: number;
  readonly currency: string;
  readonly type: Stripe.CustomerBalanceTransaction['type'];
  readonly description?: string | null;
  readonly invoice?: string;
  readonly creditNote?: string;
  readonly metadata?: Record<string, string>;
}

/** Changes what a customer owes or is owed, and leaves a transaction behind. */
export function adjustCustomerBalance(
  ctx: Context,
  customerId: string,
  change: BalanceChange,
): Stripe.CustomerBalanceTransaction {
  const customer = ctx.require(customers, customerId);
  assertSameCurrency(customer, change.currency);
  const balance = customer.balance + change.amount;
  ctx.update(customers, customerId, { balance, currency: customer.currency ?? change.currency });
  return ctx.insert(customerBalanceTransactions, {
    id: ctx.id(customerBalanceTransactions.idPrefix),
    object: 'customer_balance_transaction',
    amount: change.amount,
    checkout_session: null,
    created: ctx.now,
    credit_note: change.creditNote ?? null,
    currency: change.currency,
    customer: customerId,
    customer_account: null,
    description: change.description ?? null,
    ending_balance: balance,
    invoice: change.invoice ?? null,
    livemode: false,
    metadata: change.metadata ?? {},
    type: change.type,
  });
}

/** A customer is billed in one currency for as long as anything is open in it. */
export function assertSameCurrency(customer: Stripe.Customer, currency: string): void {
  if (customer.currency == null || customer.currency === currency || customer.balance === 0) return;
  throw invalidRequest(
    `You cannot combine currencies on a single customer. This customer has had a subscription, coupon, or invoice item with currency ${customer.currency}`,
    { param: 'currency' },
  );
}
