import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Any number that no one else locks on: one checkpoint at a time. */
const CHECKPOINT_LOCK = 7_240_031;

/**
 * Sums finished postings into checkpoints, so that a balance costs the postings of the last moments only.
 *
 * A posting's number does not say when it became visible: a transaction may hold a low number and commit late. So the
 * line is drawn between transactions: below `pg_snapshot_xmin` every transaction has ended, and what it wrote is seen.
 */
@Injectable()
export class CheckpointJob {
  constructor(private readonly dataSource: DataSource) {}

  /** Safe at any time, in any number of processes. @returns how many accounts moved forward */
  async run(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const [lock]: { taken: boolean }[] = await manager.query('SELECT pg_try_advisory_xact_lock($1) AS taken', [
        CHECKPOINT_LOCK,
      ]);
      if (lock?.taken !== true) return 0;
      await manager.query(DISCARD_FOREIGN);
      const [moved]: { accounts: number }[] = await manager.query(ADVANCE);
      return moved?.accounts ?? 0;
    });
  }
}

/** A dump restored into a younger cluster brings checkpoints of transactions that have not happened here: start over. */
const DISCARD_FOREIGN = `
  DELETE FROM ledger_checkpoint WHERE EXISTS (
    SELECT FROM ledger_checkpoint WHERE through_xid > pg_snapshot_xmax(pg_current_snapshot())::text::bigint)`;

const ADVANCE = `
  WITH line AS (
    SELECT coalesce((SELECT max(through_xid) FROM ledger_checkpoint), 0) AS since,
      pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS until
  ), moved AS (
    INSERT INTO ledger_checkpoint (account, currency, through_xid, balance_minor)
    SELECT account, currency, (SELECT until FROM line),
      sum(CASE direction WHEN 'debit' THEN amount_minor ELSE -amount_minor END)
    FROM posting
    WHERE recorded_xid >= (SELECT since FROM line) AND recorded_xid < (SELECT until FROM line)
    GROUP BY account, currency
    ON CONFLICT (account, currency) DO UPDATE SET through_xid = EXCLUDED.through_xid,
      balance_minor = ledger_checkpoint.balance_minor + EXCLUDED.balance_minor, created_at = now()
    RETURNING 1
  )
  SELECT count(*)::int AS accounts FROM moved`;
