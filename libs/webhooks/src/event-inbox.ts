import { prepared } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IncomingEvent } from './ingest/incoming-event.js';
import { jsonArray } from './json-array.js';

/**
 * All rows in one statement. The ids are sorted, so that two statements with the same events never wait for each other
 * in a circle.
 */
const INSERT = `
  INSERT INTO stripe_event
    (stripe_account, event_id, type, object_id, api_version, livemode, stripe_created_at, source, payload)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::timestamptz[],
    $8::text[], $9::json[])
  ON CONFLICT (event_id, stripe_account) DO NOTHING
  RETURNING event_id, stripe_account`;

/** Writes events into `stripe_event`; an event that is there already is left as it is. */
@Injectable()
export class EventInbox {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * One statement, one commit: when this resolves, the events are durable.
   * @returns how many were new
   */
  async insert(events: readonly IncomingEvent[]): Promise<number> {
    const sorted = [...events].sort(
      (one, other) => compare(one.eventId, other.eventId) || compare(one.stripeAccount, other.stripeAccount),
    );
    const rows = await prepared(this.dataSource.manager, 'event_inbox_insert', INSERT, [
      sorted.map((event) => event.stripeAccount),
      sorted.map((event) => event.eventId),
      sorted.map((event) => event.type),
      sorted.map((event) => event.objectId),
      sorted.map((event) => event.apiVersion),
      sorted.map((event) => event.livemode),
      sorted.map((event) => event.stripeCreatedAt.toISOString()),
      sorted.map((event) => event.source),
      jsonArray(sorted.map((event) => event.payload)),
    ]);
    return rows.length;
  }
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
