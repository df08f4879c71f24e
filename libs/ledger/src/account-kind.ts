/** What an account is decides which side it grows on. */
export type AccountKind = 'asset' | 'expense' | 'liability' | 'income' | 'equity';

const KIND_BY_HEAD: Readonly<Record<string, AccountKind>> = {
  stripe_balance: 'asset',
  payout_in_transit: 'asset',
  order_clearing: 'liability',
  seller_payable: 'liability',
  seller_reserve: 'liability',
  commission_income: 'income',
  stripe_fees: 'expense',
  dispute_losses: 'expense',
  dispute_fees: 'expense',
  goodwill: 'expense',
  platform_equity: 'equity',
};

/** `seller_payable:acct_1` is one of the accounts under the head `seller_payable`. */
export function headOf(accountName: string): string {
  const colon = accountName.indexOf(':');
  return colon === -1 ? accountName : accountName.slice(0, colon);
}

/** @throws UnknownAccount for a name that no part of the chart of accounts covers */
export function accountKind(accountName: string): AccountKind {
  const kind = KIND_BY_HEAD[headOf(accountName)];
  if (kind === undefined) throw new UnknownAccount(accountName);
  return kind;
}

/** Turns debits minus credits into the balance people speak of: what we have, spent, owe or earned. */
export function naturalBalance(accountName: string, debitsMinusCredits: bigint): bigint {
  const kind = accountKind(accountName);
  return kind === 'asset' || kind === 'expense' ? debitsMinusCredits : -debitsMinusCredits;
}

export class UnknownAccount extends Error {
  constructor(readonly accountName: string) {
    super(`"${accountName}" is not in the chart of accounts: build names with account.* of @guildhall/ledger`);
    this.name = 'UnknownAccount';
  }
}
