import type { Context } from '../../core/context.js';
import { creditGrants, creditTransactions, type Grant, type Transaction } from './credit-grant.resource.js';

type CreditKind = Omit<NonNullable<Transaction['credit']>, 'amount'>;
type DebitKind = Omit<NonNullable<Transaction['debit']>, 'amount'>;

/** Adds to a grant. @param amount minor units */
export function credit(
  ctx: Context,
  grant: Grant,
  amount: number,
  kind: CreditKind,
  effectiveAt = ctx.now,
): Transaction {
  return record(ctx, grant, amount, { credit: { amount: monetary(grant, amount), ...kind }, debit: null }, effectiveAt);
}

/** Takes from a grant. @param amount minor units */
export function debit(ctx: Context, grant: Grant, amount: number, kind: DebitKind): Transaction {
  return record(ctx, grant, -amount, { credit: null, debit: { amount: monetary(grant, amount), ...kind } }, ctx.now);
}

function monetary({ amount }: Grant, value: number) {
  return { monetary: { currency: amount.monetary?.currency ?? 'usd', value }, type: 'monetary' } as const;
}

function record(
  ctx: Context,
  grant: Grant,
  change: number,
  sides: Pick<Transaction, 'credit' | 'debit'>,
  effectiveAt: number,
): Transaction {
  const { left } = ctx.hidden(creditGrants, grant.id);
  ctx.update(creditGrants, grant.id, {}, { left: left + change });
  const transaction = ctx.insert(
    creditTransactions,
    {
      id: ctx.id(creditTransactions.idPrefix),
      object: 'billing.credit_balance_transaction',
      created: ctx.now,
      ...sides,
      credit_grant: grant.id,
      effective_at: effectiveAt,
      livemode: false,
      test_clock: grant.test_clock,
      type: sides.credit === null ? 'debit' : 'credit',
    },
    { customer: grant.customer as string },
  );
  ctx.emit('billing.credit_balance_transaction.created', transaction);
  return transaction;
}
