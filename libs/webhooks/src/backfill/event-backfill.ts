import { LOGGER, type Logger, Metrics, redactText } from '@guildhall/observability';
import { Doorbell, Schedule } from '@guildhall/queue';
import { StripeClient } from '@guildhall/stripe';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type Stripe from 'stripe';
import { DataSource } from 'typeorm';
import { EventInbox } from '../event-inbox.js';
import { readListed } from '../ingest/incoming-event.js';
import { WEBHOOK_WORKER_OPTIONS, type WebhookWorkerOptions } from '../worker/worker-options.js';

/** Read again every time: an event may be listed a little after others that were made later. */
const OVERLAP_SECONDS = 600;
/** How often it is looked which accounts are due. */
const LOOK_EVERY_SECONDS = 5;
const ACCOUNTS_AT_ONCE = 4;
const PAGE = 100;

interface Cursor {
  readonly stripeAccount: string;
  readonly seenUntil: Date | null;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly claimedAt: string;
}

/**
 * Asks Stripe for the events that never came: the platform's and every connected account's, each from where its last
 * complete run ended. Stripe keeps events for 30 days; what is older can only be found by reconciliation.
 */
@Injectable()
export class EventBackfill implements OnApplicationBootstrap {
  private readonly found;

  constructor(
    @Inject(WEBHOOK_WORKER_OPTIONS) private readonly options: WebhookWorkerOptions,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly dataSource: DataSource,
    private readonly stripe: StripeClient,
    private readonly inbox: EventInbox,
    private readonly doorbell: Doorbell,
    private readonly schedule: Schedule,
    metrics: Metrics,
  ) {
    this.found = metrics.counter('guildhall_webhook_backfilled_total', 'Events that had not come by webhook');
  }

  onApplicationBootstrap(): void {
    this.schedule.every('webhooks.backfill', LOOK_EVERY_SECONDS, () => this.run());
  }

  /** Asks for the accounts that are due. @returns how many events had been missing */
  async run(): Promise<number> {
    await this.addNewAccounts();
    let found = 0;
    for (let due = await this.claimDue(); due.length > 0; due = await this.claimDue()) {
      const counts = await Promise.all(due.map((cursor) => this.fill(cursor)));
      found += counts.reduce((sum, count) => sum + count, 0);
    }
    return found;
  }

  private async addNewAccounts(): Promise<void> {
    await this.dataSource.query(`
      INSERT INTO stripe_event_cursor (stripe_account)
      SELECT '' UNION SELECT stripe_account_id FROM seller WHERE stripe_account_id IS NOT NULL AND deauthorized_at IS NULL
      ON CONFLICT DO NOTHING`);
  }

  /** Each account is one worker's until its next turn. */
  private async claimDue(): Promise<Cursor[]> {
    const [cursors] = await this.dataSource.query<[Cursor[], number]>(
      `UPDATE stripe_event_cursor
       SET next_run_at = now() + CASE stripe_account WHEN '' THEN $2::integer ELSE $3::integer END * interval '1 second'
       WHERE stripe_account IN (
         SELECT stripe_account FROM stripe_event_cursor WHERE next_run_at <= now() AND NOT EXISTS (
           SELECT FROM seller WHERE stripe_account_id = stripe_account AND deauthorized_at IS NOT NULL)
         ORDER BY next_run_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING stripe_account AS "stripeAccount", seen_until AS "seenUntil", now()::text AS "claimedAt"`,
      [ACCOUNTS_AT_ONCE, this.options.backfillEverySeconds, this.options.backfillAccountsEverySeconds],
    );
    return cursors;
  }

  private async fill(cursor: Cursor): Promise<number> {
    try {
      const { found, seenUntil } = await this.readAll(cursor);
      await this.dataSource.query(
        `UPDATE stripe_event_cursor SET seen_until = greatest(seen_until, $2), last_run_at = now(), last_found = $3,
           last_error = NULL WHERE stripe_account = $1`,
        [cursor.stripeAccount, seenUntil, found],
      );
      await this.tellRuns(cursor, found, null);
      if (found > 0) this.logger.warn({ ...cursor, found }, 'events had not come by webhook');
      return found;
    } catch (error) {
      this.logger.warn({ err: error, ...cursor }, 'the backfill of an account failed');
      const reason = redactText(error instanceof Error ? error.message : String(error));
      await this.dataSource.query(
        `UPDATE stripe_event_cursor SET last_run_at = now(), last_error = $2 WHERE stripe_account = $1`,
        [cursor.stripeAccount, reason],
      );
      await this.tellRuns(cursor, 0, reason);
      return 0;
    }
  }

  /** For operators who asked for this account before this turn began. */
  private async tellRuns({ stripeAccount, claimedAt }: Cursor, found: number, error: string | null): Promise<void> {
    await this.dataSource.query(
      `UPDATE inbox_run_account SET done_at = now(), found = $2, error = $3
       WHERE stripe_account = $1 AND done_at IS NULL AND asked_at <= $4::timestamptz`,
      [stripeAccount, found, error, claimedAt],
    );
  }

  private async readAll({ stripeAccount, seenUntil }: Cursor): Promise<{ found: number; seenUntil: Date | null }> {
    let found = 0;
    let newest = seenUntil;
    let page: Stripe.Event[] = [];
    for await (const event of this.list(stripeAccount, seenUntil)) {
      const created = new Date(event.created * 1_000);
      if (newest === null || created > newest) newest = created;
      page.push(event);
      if (page.length < PAGE) continue;
      found += await this.keep(page, stripeAccount);
      page = [];
    }
    found += await this.keep(page, stripeAccount);
    return { found, seenUntil: newest };
  }

  private list(stripeAccount: string, seenUntil: Date | null): AsyncIterable<Stripe.Event> {
    const since = seenUntil === null ? undefined : Math.floor(seenUntil.getTime() / 1_000) - OVERLAP_SECONDS;
    return this.stripe.sdk.events.list(
      { limit: PAGE, ...(since === undefined ? {} : { created: { gte: since } }) },
      stripeAccount === '' ? {} : { stripeAccount },
    );
  }

  private async keep(events: readonly Stripe.Event[], stripeAccount: string): Promise<number> {
    if (events.length === 0) return 0;
    for (const event of events) this.stripe.assertMode(event);
    const found = await this.inbox.insert(events.map((event) => readListed(event, stripeAccount)));
    if (found === 0) return 0;
    this.found.inc(found);
    this.doorbell.ring('webhooks');
    return found;
  }
}
