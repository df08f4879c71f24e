import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Asks the workers for a backfill now, whenever it would be due. */
@Injectable()
export class BackfillRequests {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns how many accounts, the platform included, will be asked for */
  async requestAll(): Promise<number> {
    const rows = await this.dataSource.query<unknown[]>(`
      INSERT INTO stripe_event_cursor (stripe_account)
      SELECT '' UNION SELECT stripe_account_id FROM seller WHERE stripe_account_id IS NOT NULL AND deauthorized_at IS NULL
      ON CONFLICT (stripe_account) DO UPDATE SET next_run_at = now()
      RETURNING stripe_account`);
    return rows.length;
  }
}
