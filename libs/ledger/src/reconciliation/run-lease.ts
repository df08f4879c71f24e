import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Comparison } from './account-comparison.js';

/** A run that this worker has taken up, for as long as its attempt is the run's. */
export interface ClaimedRun {
  readonly id: string;
  readonly attempt: number;
}

/** The run is no longer this worker's to write to: another took it over, or this one is stopping. */
export class LostRun extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'LostRun';
  }
}

/** Longer than any single Stripe read with its repeats. A worker that is silent for so long is taken for dead. */
const LEASE_SECONDS = 90;

/** Who works on a run. Every write names the attempt, so a worker that stalled past its lease changes nothing. */
@Injectable()
export class RunLease {
  constructor(private readonly dataSource: DataSource) {}

  /** The oldest run that waits, or whose worker has died. */
  claimNext(): Promise<ClaimedRun | null> {
    return this.take(null);
  }

  claim(runId: string): Promise<ClaimedRun | null> {
    return this.take(runId);
  }

  async begin(run: ClaimedRun, accountsTotal: number): Promise<void> {
    await this.dataSource.query(`DELETE FROM reconciliation_transaction WHERE run_id = $1`, [run.id]);
    await this.write(run, `accounts_total = $3, accounts_done = 0, transactions_compared = 0, differences_found = 0`, [
      accountsTotal,
    ]);
  }

  async renew(run: ClaimedRun): Promise<void> {
    await this.write(run, `lease_until = now() + interval '${LEASE_SECONDS} seconds'`, []);
  }

  async progress(run: ClaimedRun, { transactions, differences }: Comparison): Promise<void> {
    await this.write(
      run,
      `accounts_done = accounts_done + 1, transactions_compared = transactions_compared + $3,
       differences_found = differences_found + $4`,
      [transactions, differences],
    );
  }

  /** @param failureReason empty when every account could be compared */
  async finish(run: ClaimedRun, failureReason: string): Promise<void> {
    await this.write(
      run,
      `state = CASE $3 WHEN '' THEN 'finished' ELSE 'failed' END, failure_reason = nullif($3, ''), finished_at = now(),
       lease_until = NULL`,
      [failureReason],
    );
  }

  async putBack(run: ClaimedRun): Promise<void> {
    await this.write(run, `state = 'queued', lease_until = NULL`, []);
  }

  private async take(runId: string | null): Promise<ClaimedRun | null> {
    const [rows] = await this.dataSource.query<[ClaimedRun[], number]>(CLAIM, [runId]);
    return rows[0] ?? null;
  }

  private async write(run: ClaimedRun, assignments: string, values: unknown[]): Promise<void> {
    const [, written] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE reconciliation_run SET ${assignments} WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [run.id, run.attempt, ...values],
    );
    if (written === 0) throw new LostRun('another worker has taken it over');
  }
}

const CLAIM = `
  UPDATE reconciliation_run
  SET state = 'running', attempt = attempt + 1, lease_until = now() + interval '${LEASE_SECONDS} seconds'
  WHERE id = (
    SELECT id FROM reconciliation_run
    WHERE (state = 'queued' OR (state = 'running' AND lease_until < now())) AND ($1::uuid IS NULL OR id = $1)
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, attempt`;
