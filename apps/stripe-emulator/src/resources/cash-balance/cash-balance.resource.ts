import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { defineResource } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';
import { shownCash, type StoredCash } from './shown-cash.js';

type Mode = Stripe.CashBalance.Settings.ReconciliationMode;

export const cashBalances = defineResource<StoredCash>({
  object: 'emulator.cash_balance',
  idPrefix: 'cash',
  hasClientIds: true,
});

export const cashTransactions = defineResource<Stripe.CustomerCashBalanceTransaction>({
  object: 'customer_cash_balance_transaction',
  idPrefix: 'ccsbtxn',
  label: 'customer cash balance transaction',
  filters: { customer: (transaction) => transaction.customer as string },
  expandable: {
    'adjusted_for_overdraft.balance_transaction': 'balance_transaction',
    'adjusted_for_overdraft.linked_transaction': 'customer_cash_balance_transaction',
    'transferred_to_balance.balance_transaction': 'balance_transaction',
    'applied_to_payment.payment_intent': 'payment_intent',
    customer: 'customer',
    'refunded_from_payment.refund': 'refund',
    'unapplied_from_payment.payment_intent': 'payment_intent',
  },
});

/** The customer's cash as the API shows it. @throws StripeError when there is no such customer */
export function cashBalanceOf(ctx: Context, customer: string): Stripe.CashBalance {
  ctx.require(customers, customer);
  return shownCash(ctx.find(cashBalances, customer), customer);
}

/** Minor units that are there in one currency. */
export function cashIn(ctx: Context, customer: string, currency: string): number {
  return ctx.find(cashBalances, customer)?.available[currency] ?? 0;
}

export function setReconciliation(ctx: Context, customer: string, mode: Mode | null): void {
  store(ctx, customer, { mode });
}

type Cause = Pick<
  Stripe.CustomerCashBalanceTransaction,
  'applied_to_payment' | 'funded' | 'refunded_from_payment' | 'unapplied_from_payment'
>;

/**
 * Moves cash of a customer, and says so.
 * @param amount minor units; negative takes cash away
 */
export function moveCash(
  ctx: Context,
  customer: string,
  move: {
    readonly amount: number;
    readonly currency: string;
    readonly type: Stripe.CustomerCashBalanceTransaction.Type;
  },
  cause: Cause = {},
): Stripe.CustomerCashBalanceTransaction {
  const ending = cashIn(ctx, customer, move.currency) + move.amount;
  const available = { ...ctx.find(cashBalances, customer)?.available, [move.currency]: ending };
  store(ctx, customer, { available });
  const transaction = ctx.insert(cashTransactions, {
    id: ctx.id(cashTransactions.idPrefix),
    object: 'customer_cash_balance_transaction',
    ...cause,
    created: ctx.now,
    currency: move.currency,
    customer,
    customer_account: null,
    ending_balance: ending,
    livemode: false,
    net_amount: move.amount,
    type: move.type,
  });
  ctx.emit('customer_cash_balance_transaction.created', transaction);
  return transaction;
}

function store(ctx: Context, customer: string, change: Partial<StoredCash>): void {
  if (ctx.find(cashBalances, customer) === undefined)
    ctx.insert(cashBalances, { id: customer, object: 'emulator.cash_balance', available: {}, mode: null, ...change });
  else ctx.update(cashBalances, customer, change);
}
