import type Stripe from 'stripe';
import type { Totals } from '../plan/expected-totals.js';

export interface StripeFigures extends Totals {
  /** Already sent to the platform's bank account, and to that of each seller. */
  readonly paidOut: bigint;
  readonly sellersPaidOut: readonly bigint[];
  /** Accounts whose balance is not the sum of their balance transactions. */
  readonly inconsistent: readonly string[];
}

interface AccountFigures {
  readonly balance: bigint;
  readonly net: bigint;
  readonly fees: bigint;
  readonly paidOut: bigint;
  /** Amounts by type of balance transaction. */
  readonly byType: ReadonlyMap<string, bigint>;
}

/** Reads what Stripe holds and every balance transaction that led to it, with the official SDK. */
export async function readStripe(
  stripe: Stripe,
  currency: string,
  accountIds: readonly string[],
): Promise<StripeFigures> {
  const platform = await readAccount(stripe, currency, {});
  const sellers: AccountFigures[] = [];
  for (const stripeAccount of accountIds) sellers.push(await readAccount(stripe, currency, { stripeAccount }));
  const amount = (...types: string[]): bigint =>
    types.reduce((sum, type) => sum + (platform.byType.get(type) ?? 0n), 0n);
  const named: (readonly [string, AccountFigures])[] = [
    ['platform', platform],
    ...sellers.map((figures, index) => [accountIds[index] ?? '', figures] as const),
  ];
  return {
    charged: amount('charge', 'payment'),
    refunded: -amount('refund', 'payment_refund'),
    stripeFees: platform.fees,
    commission: platform.net + platform.fees + platform.paidOut,
    platform: platform.balance,
    sellers: sellers.map(({ balance }) => balance),
    paidOut: platform.paidOut,
    sellersPaidOut: sellers.map(({ paidOut }) => paidOut),
    inconsistent: named.filter(([, { balance, net }]) => balance !== net).map(([name]) => name),
  };
}

async function readAccount(stripe: Stripe, currency: string, options: Stripe.RequestOptions): Promise<AccountFigures> {
  const { available, pending } = await stripe.balance.retrieve({}, options);
  const balance = [...available, ...pending]
    .filter((held) => held.currency === currency)
    .reduce((sum, held) => sum + BigInt(held.amount), 0n);
  const byType = new Map<string, bigint>();
  let [net, fees, paidOut] = [0n, 0n, 0n];
  for await (const transaction of stripe.balanceTransactions.list({ limit: 100, currency }, options)) {
    const { type, amount } = transaction;
    byType.set(type, (byType.get(type) ?? 0n) + BigInt(amount));
    net += BigInt(transaction.net);
    fees += BigInt(transaction.fee);
    if (type.startsWith('payout')) paidOut -= BigInt(transaction.net);
  }
  return { balance, net, fees, paidOut, byType };
}
