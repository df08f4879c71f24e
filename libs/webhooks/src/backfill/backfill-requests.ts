import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { InboxRuns, type WatchedRun } from '../runs/inbox-runs.js';

/** Asks the workers for a backfill now, whenever it would be due. */
@Injectable()
export class BackfillRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: InboxRuns,
  ) {}

  /** @returns what to watch: its total is how many accounts, the platform included, will be asked for */
  requestAll(userId: string): Promise<WatchedRun> {
    return this.dataSource.transaction(async (manager) => {
      const rows = await manager.query<{ account: string }[]>(`
        INSERT INTO stripe_event_cursor (stripe_account)
        SELECT '' UNION SELECT stripe_account_id FROM seller WHERE stripe_account_id IS NOT NULL AND deauthorized_at IS NULL
        ON CONFLICT (stripe_account) DO UPDATE SET next_run_at = now()
        RETURNING stripe_account AS account`);
      return this.runs.beginBackfill(
        manager,
        userId,
        rows.map(({ account }) => account),
      );
    });
  }
}
