import { Injectable } from '@nestjs/common';
import { newId } from '@guildhall/database';
import { DataSource, type EntityManager } from 'typeorm';
import { account as accounts } from '../journal.js';
import type { StatementLine, StripeStatement } from './stripe-statement.js';
import {
  COUNT_OPEN,
  CREATE_FOUND,
  FIND,
  INSERT_NEW,
  NOT_YET_LISTED,
  RESOLVE_GONE,
  UPDATE_STILL_OPEN,
} from './comparison.sql.js';

export interface Comparison {
  readonly transactions: number;
  /** Differences of this account that are open now, old and new. */
  readonly differences: number;
}

/** How often the balance is read again when a transaction came between; a busier account goes without that check. */
const MAX_BALANCE_READS = 5;
const INSERT_AT_ONCE = 500;

/**
 * Compares one Stripe account with `stripe_balance:{owner}`, transaction by transaction, inside PostgreSQL. The
 * statement is staged page by page, so memory does not grow with the account.
 */
@Injectable()
export class AccountComparison {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param beat called after each page; what it throws ends the comparison (a lost lease, a shutdown)
   */
  async run(runId: string, owner: string, statement: StripeStatement, beat: () => Promise<void>): Promise<Comparison> {
    // Postings recorded before we begin to read must be at Stripe; those after may be newer than what we read.
    const before = await this.snapshot();
    await this.clear(runId, owner);
    let transactions = await this.stage(runId, owner, statement, beat);
    let balances: ReadonlyMap<string, bigint> | null = null;
    for (let read = 0; read < MAX_BALANCE_READS && balances === null; read += 1) {
      const told = await statement.balances();
      const came = await this.stage(runId, owner, statement, beat);
      transactions += came;
      if (came === 0) balances = told; // nothing moved while the balance was read: they belong together
    }
    const differences = await this.dataSource.transaction((manager) =>
      record(manager, { runId, owner, before, balances }),
    );
    await this.clear(runId, owner);
    return { transactions, differences };
  }

  /** What is committed now. Exact where a watermark would not be: transactions elsewhere in the cluster hold that back. */
  private async snapshot(): Promise<string> {
    const [row]: { snapshot: string }[] = await this.dataSource.query(`SELECT pg_current_snapshot()::text AS snapshot`);
    if (row === undefined) throw new Error('PostgreSQL told no snapshot');
    return row.snapshot;
  }

  private async clear(runId: string, owner: string): Promise<void> {
    await this.dataSource.query(`DELETE FROM reconciliation_transaction WHERE run_id = $1 AND stripe_account = $2`, [
      runId,
      owner,
    ]);
  }

  /** Reads from the newest down to the first page that holds a known transaction. @returns how many were new */
  private async stage(
    runId: string,
    owner: string,
    statement: StripeStatement,
    beat: () => Promise<void>,
  ): Promise<number> {
    let total = 0;
    for await (const page of statement.pages()) {
      await beat();
      const added = await this.insert(runId, owner, page);
      total += added;
      if (added < page.length) break;
    }
    return total;
  }

  private async insert(runId: string, owner: string, page: readonly StatementLine[]): Promise<number> {
    if (page.length === 0) return 0;
    const [row]: { added: number }[] = await this.dataSource.query(STAGE, [
      runId,
      owner,
      page.map(({ id }) => id),
      page.map(({ currency }) => currency),
      page.map(({ netMinor }) => netMinor.toString()),
    ]);
    return row?.added ?? 0;
  }
}

interface Compared {
  readonly runId: string;
  readonly owner: string;
  readonly before: string;
  readonly balances: ReadonlyMap<string, bigint> | null;
}

/** @returns how many differences of this account are open now */
async function record(manager: EntityManager, { runId, owner, before, balances }: Compared): Promise<number> {
  await manager.query(CREATE_FOUND);
  await manager.query(FIND, [
    runId,
    owner,
    accounts.stripeBalance(owner),
    before,
    balances !== null,
    [...(balances?.keys() ?? [])],
    [...(balances?.values() ?? [])].map(String),
  ]);
  await manager.query(RESOLVE_GONE, [owner, runId, balances !== null]);
  await manager.query(UPDATE_STILL_OPEN, [owner]);
  for (;;) {
    const fresh: { ordinal: string }[] = await manager.query(NOT_YET_LISTED, [owner, INSERT_AT_ONCE]);
    if (fresh.length === 0) break;
    await manager.query(INSERT_NEW, [runId, owner, fresh.map(() => newId()), fresh.map(({ ordinal }) => ordinal)]);
  }
  const [open]: { differences: number }[] = await manager.query(COUNT_OPEN, [owner]);
  return open?.differences ?? 0;
}

const STAGE = `
  WITH added AS (
    INSERT INTO reconciliation_transaction (run_id, stripe_account, balance_transaction_id, currency, net_minor)
    SELECT $1::uuid, $2::text, line.* FROM unnest($3::text[], $4::text[], $5::bigint[]) AS line
    ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT count(*)::int AS added FROM added`;
