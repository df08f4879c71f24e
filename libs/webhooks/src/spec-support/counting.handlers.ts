import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource, type EntityManager } from 'typeorm';
import { StripeWebhookHandler, type WebhookContext, type WebhookHandler } from '../webhook-handler.js';

/** What the specs' handlers write: a row per application, so that a second one would be seen. */
export async function makeCountingTables(source: DataSource): Promise<void> {
  await source.query(`
    CREATE TABLE IF NOT EXISTS spec_applied (
      id bigint GENERATED ALWAYS AS IDENTITY, handler text, event_id text, object_id text, at timestamptz DEFAULT clock_timestamp());
    CREATE TABLE IF NOT EXISTS spec_balance (id text PRIMARY KEY, events integer NOT NULL);`);
}

/** Not idempotent by itself on purpose: only the inbox keeps it from counting twice. */
@Injectable()
@StripeWebhookHandler('customer.updated', 'customer.created')
export class CountingHandler implements WebhookHandler<string> {
  prepare(object: { id?: string }): Promise<string> {
    return Promise.resolve(object.id ?? '');
  }

  async apply(objectId: string, manager: EntityManager, { eventId }: WebhookContext): Promise<void> {
    await manager.query(`INSERT INTO spec_applied (handler, event_id, object_id) VALUES ('counting', $1, $2)`, [
      eventId,
      objectId,
    ]);
    await manager.query(
      `INSERT INTO spec_balance VALUES ('all', 1) ON CONFLICT (id) DO UPDATE SET events = spec_balance.events + 1`,
    );
  }
}

/** Fails in `apply` for events whose object says so, after it has written; and on commit where the object says `late`. */
@Injectable()
@StripeWebhookHandler('customer.updated')
export class PoisonedHandler implements WebhookHandler {
  prepare(object: Stripe.Event.Data.Object): Promise<unknown> {
    return Promise.resolve((object as { poison?: unknown }).poison);
  }

  async apply(poison: unknown, manager: EntityManager, { eventId }: WebhookContext): Promise<void> {
    await manager.query(`INSERT INTO spec_applied (handler, event_id) VALUES ('poisoned', $1)`, [eventId]);
    if (poison === 'throws') throw new Error('poison for pi_1_secret_CANARY');
    if (poison === 'breaks') await manager.query('SELECT 1 / 0');
    if (poison === 'unbalanced') {
      // Found only at COMMIT, by the ledger's deferred trigger.
      await manager.query(
        `INSERT INTO journal_entry (id, key, occurred_at, description) VALUES (gen_random_uuid(), $1, now(), 'spec')`,
        [eventId],
      );
    }
  }
}

/** What is true at Stripe, for handlers that read the current state. */
export const AT_STRIPE = new Map<string, number>();

/** As slices' handlers do: reads the current state, changes nothing when it is not new. */
@Injectable()
@StripeWebhookHandler('customer.updated')
export class StateHandler implements WebhookHandler<{ id: string; version: number }> {
  prepare(object: { id?: string }): Promise<{ id: string; version: number }> {
    const id = object.id ?? '';
    return Promise.resolve({ id, version: AT_STRIPE.get(id) ?? 0 });
  }

  async apply({ id, version }: { id: string; version: number }, manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO spec_balance VALUES ($1, $2)
       ON CONFLICT (id) DO UPDATE SET events = greatest(spec_balance.events, excluded.events)`,
      [id, version],
    );
  }
}
