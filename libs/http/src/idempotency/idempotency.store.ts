import { createHash } from 'node:crypto';
import { prepared } from '@guildhall/database';
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

/** A process that dies in a request holds its key this long; one that lives renews its locks well before. */
const LOCK_SECONDS = 10;
const RENEW_EVERY_MS = 2_500;
/** A request that takes longer hangs: its key is let go. */
const LONGEST_REQUEST_MS = 300_000;
const KEEP_HOURS = 24;

/**
 * The record itself need not reach the disk before the request runs: whatever the request commits comes later in the
 * write-ahead log, so it is never durable without its record. Saves one wait for the disk per request.
 */
const RELAXED = "relaxed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))";

const BEGIN = `
  WITH ${RELAXED}
  INSERT INTO idempotency_record AS kept (scope, key, request_hash, state, locked_until, created_at)
  SELECT $1, $2, $3, 'running', clock_timestamp() + make_interval(secs => $4), clock_timestamp() FROM relaxed
  ON CONFLICT (scope, key) DO UPDATE
    SET request_hash = excluded.request_hash, state = 'running', status = NULL, body = NULL,
        locked_until = excluded.locked_until, created_at = excluded.created_at
    WHERE kept.created_at < now() - make_interval(hours => $5)
       OR (kept.request_hash = excluded.request_hash AND (
            (kept.state = 'running' AND kept.locked_until < now())
            OR (kept.state = 'finished' AND kept.status IS NULL)))
  RETURNING created_at::text AS fence`;

const RECOGNISE = `
  WITH ${RELAXED}
  INSERT INTO idempotency_record AS kept (scope, key, request_hash, state, locked_until, created_at)
  SELECT $1, $2, $3, 'finished', clock_timestamp(), clock_timestamp() FROM relaxed
  ON CONFLICT (scope, key) DO UPDATE
    SET (request_hash, created_at) = (SELECT
      CASE WHEN is_old THEN excluded.request_hash ELSE kept.request_hash END,
      CASE WHEN is_old THEN excluded.created_at ELSE kept.created_at END
      FROM (SELECT kept.created_at < now() - make_interval(hours => $4) AS is_old) age)
  RETURNING request_hash = $3 AS "isSame", xmax = 0 AS "isFirst", created_at::text AS fence`;

@Injectable()
export class IdempotencyStore {
  /** The requests that run in this process, with when they began. */
  private readonly running = new Map<Claim, number>();
  private renewal: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * @returns a claim when this request is to run, or the answer that was stored for it
   * @throws IdempotencyKeyReused, IdempotencyKeyInUse
   */
  async begin(scope: string, key: string, requestHash: string): Promise<Claim | StoredAnswer> {
    for (;;) {
      const parameters = [scope, key, requestHash, LOCK_SECONDS, KEEP_HOURS];
      const [claimed] = await this.statement<{ fence: string }>('idempotency_begin', BEGIN, parameters);
      if (claimed !== undefined) return this.hold({ scope, key, fence: claimed.fence });
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

  /**
   * For a request that may run again, even at the same time: keeps that it was made, and with what, and nothing else.
   * @returns a claim for `release` when this is the first of its kind, otherwise null
   * @throws IdempotencyKeyReused
   */
  async recognise(scope: string, key: string, requestHash: string): Promise<Claim | null> {
    const [record] = await this.statement<{ isSame: boolean; isFirst: boolean; fence: string }>(
      'idempotency_recognise',
      RECOGNISE,
      [scope, key, requestHash, KEEP_HOURS],
    );
    if (record?.isSame !== true) throw new IdempotencyKeyReused();
    return record.isFirst ? { scope, key, fence: record.fence } : null;
  }

  /** Keeps the answer. */
  async finish(claim: Claim, { status, body }: StoredAnswer): Promise<void> {
    const { scope, key, fence } = this.letGo(claim);
    await this.statement(
      'idempotency_finish',
      `UPDATE idempotency_record SET state = 'finished', status = $4, body = $5::jsonb
       WHERE scope = $1 AND key = $2 AND created_at = $3::timestamptz AND state = 'running'`,
      [scope, key, fence, status, body === undefined ? null : JSON.stringify(body)],
    );
  }

  /** Forgets the request: it may be tried again at once. */
  async release(claim: Claim): Promise<void> {
    const { scope, key, fence } = this.letGo(claim);
    await this.dataSource.query(
      `DELETE FROM idempotency_record
       WHERE scope = $1 AND key = $2 AND created_at = $3::timestamptz AND status IS NULL`,
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

  private hold(claim: Claim): Claim {
    this.running.set(claim, Date.now());
    this.renewal ??= setInterval(() => void this.renew(), RENEW_EVERY_MS).unref();
    return claim;
  }

  private letGo(claim: Claim): Claim {
    this.running.delete(claim);
    if (this.running.size === 0) {
      clearInterval(this.renewal);
      this.renewal = undefined;
    }
    return claim;
  }

  private async renew(): Promise<void> {
    for (const [claim, began] of this.running) if (Date.now() - began > LONGEST_REQUEST_MS) this.letGo(claim);
    const mine = [...this.running.keys()];
    const columns = [mine.map(({ scope }) => scope), mine.map(({ key }) => key), mine.map(({ fence }) => fence)];
    await this.dataSource
      .query(
        `UPDATE idempotency_record AS kept SET locked_until = clock_timestamp() + make_interval(secs => $4)
         FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS mine (scope, key, fence)
         WHERE kept.scope = mine.scope AND kept.key = mine.key AND kept.created_at = mine.fence AND kept.state = 'running'`,
        [...columns, LOCK_SECONDS],
      )
      .catch(() => undefined); // the database is away: the locks run out, and the fences keep what is stored right
  }

  private statement<Row extends object>(name: string, sql: string, parameters: unknown[]): Promise<Row[]> {
    return prepared<Row>(this.dataSource.manager, name, sql, parameters);
  }

  private rows<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.dataSource.query(sql, parameters);
  }
}

export function sha256(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
