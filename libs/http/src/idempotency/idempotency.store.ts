import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdempotencyKeyInUse, IdempotencyKeyReused } from './idempotency.errors.js';

export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The right to run a request, held until `finish`, `release`, or until it runs out. */
export interface Claim {
  readonly scope: string;
  readonly key: string;
  /** Fences off a holder whose claim ran out and was taken over. */
  readonly fence: string;
}

/** A process that dies in a request holds its key this long. Longer than any request may take. */
const LOCK_SECONDS = 60;
const KEEP_HOURS = 24;

@Injectable()
export class IdempotencyStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @returns a claim when this request is to run, or the answer that was stored for it
   * @throws IdempotencyKeyReused, IdempotencyKeyInUse
   */
  async begin(scope: string, key: string, requestHash: string): Promise<Claim | StoredAnswer> {
    for (;;) {
      const [claimed] = await this.rows<{ fence: string }>(
        `INSERT INTO idempotency_record AS kept (scope, key, request_hash, state, locked_until)
         VALUES ($1, $2, $3, 'running', clock_timestamp() + make_interval(secs => $4))
         ON CONFLICT (scope, key) DO UPDATE
           SET request_hash = excluded.request_hash, state = 'running', status = NULL, body = NULL,
               locked_until = excluded.locked_until, created_at = now()
           WHERE kept.created_at < now() - make_interval(hours => $5)
              OR (kept.request_hash = excluded.request_hash AND (
                   (kept.state = 'running' AND kept.locked_until < now())
                   OR (kept.state = 'finished' AND kept.status IS NULL)))
         RETURNING locked_until::text AS fence`,
        [scope, key, requestHash, LOCK_SECONDS, KEEP_HOURS],
      );
      if (claimed !== undefined) return { scope, key, fence: claimed.fence };
      const [kept] = await this.rows<{ hash: string; state: string; status: number | null; body: unknown }>(
        'SELECT request_hash AS hash, state, status, body FROM idempotency_record WHERE scope = $1 AND key = $2',
        [scope, key],
      );
      if (kept === undefined) continue; // released between the two statements: the next round claims it
      if (kept.hash !== requestHash) throw new IdempotencyKeyReused();
      if (kept.state === 'running') throw new IdempotencyKeyInUse();
      if (kept.status !== null) return { status: kept.status, body: kept.body };
    }
  }

  /** Keeps the answer; with `null`, only that the request was made: a repetition runs it again. */
  async finish({ scope, key, fence }: Claim, answer: StoredAnswer | null): Promise<void> {
    await this.dataSource.query(
      `UPDATE idempotency_record SET state = 'finished', status = $4, body = $5::jsonb
       WHERE scope = $1 AND key = $2 AND locked_until = $3::timestamptz AND state = 'running'`,
      [scope, key, fence, answer?.status ?? null, answer?.body === undefined ? null : JSON.stringify(answer.body)],
    );
  }

  /** Forgets the request: it may be tried again at once. */
  async release({ scope, key, fence }: Claim): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM idempotency_record
       WHERE scope = $1 AND key = $2 AND locked_until = $3::timestamptz AND state = 'running'`,
      [scope, key, fence],
    );
  }

  /** Removes records that no longer count. @returns how many */
  async sweep(): Promise<number> {
    const rows = await this.rows(
      `WITH gone AS (DELETE FROM idempotency_record WHERE created_at < now() - make_interval(hours => $1) RETURNING 1)
       SELECT 1 FROM gone`,
      [KEEP_HOURS],
    );
    return rows.length;
  }

  private rows<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.dataSource.query(sql, parameters);
  }
}

export function sha256(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
