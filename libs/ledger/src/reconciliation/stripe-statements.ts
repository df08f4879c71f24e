import { Injectable } from '@nestjs/common';
import { StripeClient } from '@guildhall/stripe';
import type Stripe from 'stripe';
import type { StatementLine, StripeStatement } from './stripe-statement.js';

/** Stripe's largest page. */
const PAGE_SIZE = 100;

/** Balances that Stripe keeps beside the one that we mirror (payments): their transactions are not in our books. */
const OTHER_BALANCES: readonly string[] = ['issuing', 'refund_and_dispute_prefunding', 'risk_reserved'];

/** Reads Stripe's own books of the platform and of connected accounts. */
@Injectable()
export class StripeStatements {
  constructor(private readonly stripe: StripeClient) {}

  /** @param owner `platform` or `acct_...` */
  of(owner: string): StripeStatement {
    const options: Stripe.RequestOptions = owner === 'platform' ? {} : { stripeAccount: owner };
    return { pages: () => this.pages(options), balances: () => this.balances(options) };
  }

  private async *pages(options: Stripe.RequestOptions): AsyncGenerator<readonly StatementLine[]> {
    let after: string | undefined;
    for (;;) {
      const params = { limit: PAGE_SIZE, ...(after === undefined ? {} : { starting_after: after }) };
      const page = await this.stripe.sdk.balanceTransactions.list(params, options);
      yield page.data
        .filter((transaction) => !OTHER_BALANCES.includes(transaction.balance_type))
        .map(({ id, currency, net }) => ({ id, currency, netMinor: BigInt(net) }));
      after = page.data.at(-1)?.id;
      if (!page.has_more || after === undefined) return;
    }
  }

  private async balances(options: Stripe.RequestOptions): Promise<ReadonlyMap<string, bigint>> {
    const balance = await this.stripe.sdk.balance.retrieve({}, options);
    const totals = new Map<string, bigint>();
    for (const { currency, amount } of [...balance.available, ...balance.pending]) {
      totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(amount));
    }
    return totals;
  }
}
