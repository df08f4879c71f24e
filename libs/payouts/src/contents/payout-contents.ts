import type { PayoutEntity } from '@guildhall/database';
import { account } from '@guildhall/ledger';
import { StripeClient } from '@guildhall/stripe';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { BalanceUnavailable } from '../payout.errors.js';
import type { PayoutContentsResponse } from './payout-contents.response.js';

const MOST_ITEMS = 500;
const PER_PAGE = 100;

interface Found {
  readonly transactions: readonly Stripe.BalanceTransaction[];
  readonly isComplete: boolean;
}

/**
 * What a payout consists of. Stripe lists the balance transactions of automatic payouts (`payout=`), and cannot for those made by
 * hand, whose amount is anybody's choice: for them, what moved on the balance since the payout before.
 * Source: https://docs.stripe.com/api/balance_transactions/list
 */
@Injectable()
export class PayoutContents {
  constructor(
    private readonly stripe: StripeClient,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws BalanceUnavailable when Stripe does not answer */
  async of(payout: PayoutEntity): Promise<PayoutContentsResponse> {
    const { stripePayoutId, stripeAccountId, automatic } = payout;
    if (stripePayoutId === null) return { basis: 'unknown', items: [], isComplete: true };
    const found = await (
      automatic ? this.inside(stripePayoutId, stripeAccountId) : this.before(stripePayoutId, stripeAccountId)
    ).catch(() => {
      throw new BalanceUnavailable();
    });
    if (found === null) return { basis: 'unknown', items: [], isComplete: true };
    const orders = await this.ordersOf(stripeAccountId, found.transactions);
    const items = found.transactions.map(({ id, type, currency, amount, fee, net, created }) => ({
      ...{ id, type, currency, orderId: orders.get(id) ?? null },
      ...{ amountMinor: BigInt(amount), feeMinor: BigInt(fee), netMinor: BigInt(net) },
      createdAt: new Date(created * 1000),
    }));
    return { basis: automatic ? 'payout' : 'since_previous', items, isComplete: found.isComplete };
  }

  private inside(payout: string, stripeAccount: string): Promise<Found> {
    return this.collect({ payout }, stripeAccount, ({ source }) => (source === payout ? 'skip' : 'take'));
  }

  /** From the payout's own transaction back to that of the payout before it, in its currency. */
  private async before(source: string, stripeAccount: string): Promise<Found | null> {
    const { data } = await this.stripe.sdk.balanceTransactions.list({ source, type: 'payout' }, { stripeAccount });
    const [own] = data;
    if (own === undefined) return null;
    return this.collect({ currency: own.currency, starting_after: own.id }, stripeAccount, ({ type }) =>
      type === 'payout' ? 'stop' : 'take',
    );
  }

  private async collect(
    params: Stripe.BalanceTransactionListParams,
    stripeAccount: string,
    decide: (transaction: Stripe.BalanceTransaction) => 'take' | 'skip' | 'stop',
  ): Promise<Found> {
    const transactions: Stripe.BalanceTransaction[] = [];
    const all = this.stripe.sdk.balanceTransactions.list({ ...params, limit: PER_PAGE }, { stripeAccount });
    for await (const transaction of all) {
      const decision = decide(transaction);
      if (decision === 'stop') break;
      if (decision === 'skip') continue;
      if (transactions.length === MOST_ITEMS) return { transactions, isComplete: false };
      transactions.push(transaction);
    }
    return { transactions, isComplete: true };
  }

  /** Which order each of an account's balance transactions belongs to, as booked. */
  private async ordersOf(
    stripeAccountId: string,
    transactions: readonly Stripe.BalanceTransaction[],
  ): Promise<Map<string, string>> {
    const rows = await this.dataSource.query<{ id: string; order_id: string }[]>(
      `SELECT posting.balance_transaction_id AS id, entry.order_id
       FROM posting JOIN journal_entry entry ON entry.id = posting.entry_id
       WHERE posting.balance_transaction_id = ANY($1) AND posting.account = $2 AND entry.order_id IS NOT NULL`,
      [transactions.map(({ id }) => id), account.stripeBalance(stripeAccountId)],
    );
    return new Map(rows.map(({ id, order_id: orderId }) => [id, orderId]));
  }
}
