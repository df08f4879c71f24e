import { Injectable, Logger } from '@nestjs/common';
import { newId } from '@guildhall/database';
import { DataSource } from 'typeorm';
import { AccountComparison } from './account-comparison.js';
import { type ClaimedRun, LostRun, RunLease } from './run-lease.js';
import { StripeStatements } from './stripe-statements.js';

/** Accounts compared at the same time: each is one Stripe request in flight. */
const PARALLEL_ACCOUNTS = 4;
const SELLERS_AT_ONCE = 500;
const MAX_REASONS = 10;

/** Does what `ReconciliationService.request` asked for, in the worker. */
@Injectable()
export class ReconciliationRunner {
  private readonly logger = new Logger(ReconciliationRunner.name);
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly lease: RunLease,
    private readonly comparison: AccountComparison,
    private readonly statements: StripeStatements,
  ) {}

  /** @returns whether there was a run to do */
  async runNext(): Promise<boolean> {
    const run = await this.lease.claimNext();
    if (run === null) return false;
    await this.work(run);
    return true;
  }

  /** Does one run now. @returns false when another worker has it or it has ended */
  async execute(runId: string): Promise<boolean> {
    const run = await this.lease.claim(runId);
    if (run === null) return false;
    await this.work(run);
    return true;
  }

  /** Once a night, whichever worker asks first: the hour from 02:00 UTC. @param now for tests */
  async requestNightly(now = new Date()): Promise<boolean> {
    if (now.getUTCHours() !== 2) return false;
    return this.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('reconciliation.nightly'))`);
      const rows: unknown[] = await manager.query(REQUEST_NIGHTLY, [newId(), now.toISOString()]);
      return rows.length > 0;
    });
  }

  /** A run in progress is put back; this or another worker starts it again. */
  stop(): void {
    this.stopping = true;
  }

  private async work(run: ClaimedRun): Promise<void> {
    const reasons: string[] = [];
    const accounts = this.accounts();
    const worker = async () => {
      for (let next = await accounts.next(); next.done !== true; next = await accounts.next()) {
        await this.compare(run, next.value, reasons);
      }
    };
    try {
      await this.lease.begin(run, await this.countAccounts());
      await allEnded(Array.from({ length: PARALLEL_ACCOUNTS }, worker));
      await this.lease.finish(run, reasons.slice(0, MAX_REASONS).join('; '));
    } catch (error) {
      if (!(error instanceof LostRun)) throw error;
      this.logger.warn(`reconciliation run ${run.id}: ${error.message}`);
      if (this.stopping) await this.lease.putBack(run).catch(() => undefined); // taken over: then it is not ours to put back
    }
  }

  /** One account that cannot be read does not keep the others from being compared. */
  private async compare(run: ClaimedRun, owner: string, reasons: string[]): Promise<void> {
    const beat = async () => {
      if (this.stopping) throw new LostRun('this worker is stopping');
      await this.lease.renew(run);
    };
    try {
      await beat();
      const result = await this.comparison.run(run.id, owner, this.statements.of(owner), beat);
      await this.lease.progress(run, result);
    } catch (error) {
      if (error instanceof LostRun) throw error;
      reasons.push(`${owner}: ${error instanceof Error ? error.message : String(error)}`);
      await this.lease.progress(run, { transactions: 0, differences: 0 });
    }
  }

  private async *accounts(): AsyncGenerator<string> {
    yield 'platform';
    let after = '';
    for (;;) {
      const rows: { account: string }[] = await this.dataSource.query(ACCOUNTS_AFTER, [after, SELLERS_AT_ONCE]);
      for (const { account } of rows) yield account;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.account;
    }
  }

  private async countAccounts(): Promise<number> {
    const [row]: { count: number }[] = await this.dataSource.query(
      `SELECT count(DISTINCT stripe_account_id)::int AS count FROM seller WHERE deauthorized_at IS NULL`,
    );
    return 1 + (row?.count ?? 0);
  }
}

/** Like `Promise.all`, but nothing is still running when it throws. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(work);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

const ACCOUNTS_AFTER = `
  SELECT DISTINCT stripe_account_id AS account FROM seller
  WHERE stripe_account_id > $1 AND deauthorized_at IS NULL ORDER BY 1 LIMIT $2`;

const REQUEST_NIGHTLY = `
  INSERT INTO reconciliation_run (id, state, created_at)
  SELECT $1, 'queued', $2::timestamptz
  WHERE NOT EXISTS (
    SELECT FROM reconciliation_run
    WHERE requested_by_user_id IS NULL AND created_at > $2::timestamptz - interval '20 hours')
  RETURNING id`;
