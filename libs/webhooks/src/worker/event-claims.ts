import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ClaimedEvent } from './claimed-event.js';

/** pg gives rows of an UPDATE through TypeORM as [rows, count]. */
type Updated<Row> = [Row[], number];

const CLAIM = `
  UPDATE stripe_event SET attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
  WHERE id IN (
    SELECT id FROM stripe_event WHERE state = 'pending' AND next_attempt_at <= now()
    ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING id, stripe_account AS "stripeAccount", event_id AS "eventId", type, object_id AS "objectId",
    received_at AS "receivedAt", stripe_created_at AS "stripeCreatedAt", payload, attempts`;

/** Rows that a transaction holds right now are alive anyway. */
const RENEW = `
  UPDATE stripe_event SET next_attempt_at = now() + $3 * interval '1 millisecond'
  WHERE id IN (
    SELECT event.id FROM stripe_event event JOIN unnest($1::bigint[], $2::integer[]) AS mine(id, attempts)
      ON event.id = mine.id AND event.attempts = mine.attempts
    WHERE event.state = 'pending' FOR UPDATE OF event SKIP LOCKED)`;

const PUT_BACK = `
  UPDATE stripe_event event
  SET attempts = event.attempts - 1, next_attempt_at = now() + $3 * interval '1 millisecond'
  FROM unnest($1::bigint[], $2::integer[]) AS mine(id, attempts)
  WHERE event.id = mine.id AND event.attempts = mine.attempts AND event.state = 'pending'`;

const FAIL = `
  UPDATE stripe_event SET state = $3, next_attempt_at = now() + $4 * interval '1 millisecond', last_error = $5
  WHERE id = $1 AND attempts = $2 AND state = 'pending'`;

const HOLD = `
  SELECT event.id FROM stripe_event event JOIN unnest($1::bigint[], $2::integer[]) AS mine(id, attempts)
    ON event.id = mine.id AND event.attempts = mine.attempts
  WHERE event.state = 'pending' ORDER BY event.id FOR UPDATE OF event`;

/** The state of events at work, in PostgreSQL. Every change names the attempt it belongs to (fencing). */
@Injectable()
export class EventClaims {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes the events that are due; other workers skip them until the lease runs out. */
  async claim(limit: number, leaseMs: number): Promise<ClaimedEvent[]> {
    const [rows] = await this.dataSource.query<Updated<ClaimedEvent>>(CLAIM, [limit, leaseMs]);
    return rows.sort((one, other) => Number(BigInt(one.id) - BigInt(other.id)));
  }

  async renew(events: readonly ClaimedEvent[], leaseMs: number): Promise<void> {
    await this.dataSource.query(RENEW, [...mine(events), leaseMs]);
  }

  /** Not tried after all: the attempt does not count. */
  async putBack(events: readonly ClaimedEvent[], delayMs: number): Promise<void> {
    if (events.length > 0) await this.dataSource.query(PUT_BACK, [...mine(events), delayMs]);
  }

  /** @param outcome `pending` to have it tried again after the delay @param error already redacted */
  async fail(event: ClaimedEvent, outcome: 'pending' | 'dead', delayMs: number, error: string): Promise<void> {
    await this.dataSource.query(FAIL, [event.id, event.attempts, outcome, delayMs, error]);
  }

  /** Locks the rows that are still ours, within the caller's transaction. @returns their ids */
  async hold(manager: EntityManager, events: readonly ClaimedEvent[]): Promise<ReadonlySet<string>> {
    const rows = await manager.query<{ id: string }[]>(HOLD, mine(events));
    return new Set(rows.map(({ id }) => id));
  }

  /** In the transaction that holds them. */
  async finish(manager: EntityManager, ids: readonly string[], state: 'processed' | 'ignored'): Promise<void> {
    await manager.query(
      `UPDATE stripe_event SET state = $2, processed_at = clock_timestamp(), last_error = NULL WHERE id = ANY($1::bigint[])`,
      [ids, state],
    );
  }
}

function mine(events: readonly ClaimedEvent[]): [string[], number[]] {
  return [events.map(({ id }) => id), events.map(({ attempts }) => attempts)];
}
