import type { AdminApi } from '@guildhall/api-client';
import type Stripe from 'stripe';
import type { Pool } from 'pg';
import { questions } from './questions.js';

/** One account whose mirror in the books is not what Stripe holds. */
export interface Mismatch {
  readonly account: string;
  readonly currency: string;
  readonly ledgerMinor: number;
  readonly stripeMinor: number;
}

/** What must hold of the books at the end of every story, asked from the outside. */
export class Books {
  private readonly database: Pool;

  constructor(
    databaseUrl: string,
    private readonly stripe: Stripe,
    private readonly admin: AdminApi,
  ) {
    this.database = questions(databaseUrl);
  }

  /** I3: debits minus credits over all postings, per currency. */
  async trialBalance(): Promise<Record<string, number>> {
    const { rows } = await this.database.query<{ currency: string; balance: string }>(
      `SELECT currency, sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)::text AS balance
       FROM posting GROUP BY currency`,
    );
    return Object.fromEntries(rows.map(({ currency, balance }) => [currency, Number(balance)]));
  }

  /** I4: the platform and every connected account. */
  async mismatches(): Promise<Mismatch[]> {
    const { rows: sellers } = await this.database.query<{ id: string }>(
      'SELECT stripe_account_id AS id FROM seller WHERE stripe_account_id IS NOT NULL AND deauthorized_at IS NULL',
    );
    const { rows: booked } = await this.database.query<{ account: string; currency: string; balance: string }>(
      `SELECT account, currency, sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)::text AS balance
       FROM posting WHERE account LIKE 'stripe_balance:%' GROUP BY account, currency`,
    );
    const found: Mismatch[] = [];
    for (const owner of ['platform', ...sellers.map(({ id }) => id)]) {
      const atStripe = totals(
        await this.stripe.balance.retrieve({}, owner === 'platform' ? {} : { stripeAccount: owner }),
      );
      const inBooks = new Map(
        booked
          .filter(({ account }) => account === `stripe_balance:${owner}`)
          .map((row) => [row.currency, Number(row.balance)]),
      );
      for (const currency of new Set([...atStripe.keys(), ...inBooks.keys()])) {
        const [stripeMinor, ledgerMinor] = [atStripe.get(currency) ?? 0, inBooks.get(currency) ?? 0];
        if (stripeMinor !== ledgerMinor) found.push({ account: owner, currency, ledgerMinor, stripeMinor });
      }
    }
    return found;
  }

  /** `order_clearing` accounts of settled orders that are not zero. */
  async unclearedOrders(): Promise<{ account: string; balance: number }[]> {
    const { rows } = await this.database.query<{ account: string; balance: string }>(
      `SELECT account, sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)::text AS balance
       FROM posting WHERE account LIKE 'order_clearing:%' GROUP BY account
       HAVING sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END) <> 0`,
    );
    return rows.map(({ account, balance }) => ({ account, balance: Number(balance) }));
  }

  /** I2: operations that need a person, and events that were given up. */
  async stuck(): Promise<{ operations: unknown[]; deadEvents: unknown[]; deadDomainEvents: unknown[] }> {
    const [operations, deadEvents, deadDomainEvents] = await Promise.all([
      this.database.query(`SELECT kind, state, last_error FROM stripe_operation WHERE state = 'stuck'`),
      this.database.query(`SELECT event_id, type, last_error FROM stripe_event WHERE state = 'dead'`),
      this.database.query(`SELECT type, subscriber, last_error FROM domain_event WHERE state = 'dead'`),
    ]);
    return { operations: operations.rows, deadEvents: deadEvents.rows, deadDomainEvents: deadDomainEvents.rows };
  }

  /** Runs a reconciliation through the admin API. @returns its open differences */
  async reconcile(): Promise<
    { kind: string; balanceTransactionId: string | null; stripeMinor: number; ledgerMinor: number }[]
  > {
    const run = await this.admin.POST('/v1/reconciliation/runs', {});
    for (let waited = 0; waited < 60_000; waited += 100) {
      const { state, failureReason } = await this.admin.GET('/v1/reconciliation/runs/{runId}', {
        params: { path: { runId: run.id } },
      });
      if (state === 'failed') throw new Error(`reconciliation failed: ${String(failureReason)}`);
      if (state === 'finished') break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const open = await this.admin.GET('/v1/reconciliation/differences', {
      params: { query: { state: 'open', limit: 100 } },
    });
    return open.data;
  }
}

/** Pending and available together, per currency. */
export function totals(balance: Stripe.Balance): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { currency, amount } of [...balance.available, ...balance.pending]) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return sums;
}
