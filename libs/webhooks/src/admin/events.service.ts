import { AuditRecordEntity, newId, StripeEventEntity, type StripeEventState } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Doorbell } from '@guildhall/queue';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { InboxRuns, type WatchedRun } from '../runs/inbox-runs.js';
import { WebhookEventNotFound, WebhookEventNotReplayable } from './webhook-event.errors.js';

/** All that are given must match. */
export interface EventFilter {
  readonly state?: StripeEventState | undefined;
  readonly type?: string | undefined;
  readonly objectId?: string | undefined;
  /** A connected account; `platform` for the platform's own events. */
  readonly account?: string | undefined;
  readonly eventId?: string | undefined;
  /** Received then or later. */
  readonly from?: Date | undefined;
  /** Received before this. */
  readonly to?: Date | undefined;
}

export interface ReplayMany {
  readonly filter: EventFilter;
  readonly state: 'dead' | 'ignored' | 'processed';
  readonly limit: number;
  readonly userId: string;
}

/** A list shows everything but the payload. */
export type EventSummary = Omit<StripeEventEntity, 'payload'>;

const SUMMARY = [
  'id',
  'stripeAccount',
  'eventId',
  'type',
  'objectId',
  'apiVersion',
  'livemode',
  'stripeCreatedAt',
  'receivedAt',
  'source',
  'state',
  'attempts',
  'nextAttemptAt',
  'lastError',
  'processedAt',
] as const satisfies readonly (keyof EventSummary)[];

const PLACE = { stripeAccount: 'account', objectId: 'objectId', eventId: 'eventId', type: 'type', state: 'state' };

/** The inbox as operators see it. */
@Injectable()
export class EventsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly doorbell: Doorbell,
    private readonly runs: InboxRuns,
  ) {}

  /** Newest arrivals first. */
  async list(filter: EventFilter, page: Pick<PageRequest, 'limit' | 'cursor'>): Promise<Page<EventSummary>> {
    const query = this.matching(this.dataSource.manager, filter).select(SUMMARY.map((name) => `event.${name}`));
    const rows = await keyset(query, page, [{ column: 'event.id', type: 'integer' }]).getMany();
    return toPage(rows, page.limit, (row) => [row.id]);
  }

  /** @throws WebhookEventNotFound */
  async get(id: string): Promise<StripeEventEntity> {
    const event = await this.dataSource.manager.findOneBy(StripeEventEntity, { id });
    if (event === null) throw new WebhookEventNotFound();
    return event;
  }

  /**
   * Has a dead or ignored event handled again from its first attempt; a processed one only when that is asked for
   * (handlers change nothing when there is nothing new).
   * @throws WebhookEventNotFound, WebhookEventNotReplayable
   */
  async replay(id: string, includeProcessed: boolean, userId: string): Promise<StripeEventEntity> {
    const event = await this.dataSource.transaction(async (manager) => {
      const found = await manager.findOne(StripeEventEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (found === null) throw new WebhookEventNotFound();
      const { state } = found;
      if (state === 'pending' || (state === 'processed' && !includeProcessed)) {
        throw new WebhookEventNotReplayable(state);
      }
      await this.reopen(manager, [found], userId);
      return manager.findOneByOrFail(StripeEventEntity, { id });
    });
    this.doorbell.ring('webhooks');
    return event;
  }

  /** The same for the oldest events of one state that match. @returns what to watch: its total is how many are handled again */
  async replayMany({ filter, state, limit, userId }: ReplayMany): Promise<WatchedRun> {
    const run = await this.dataSource.transaction(async (manager) => {
      const events = await this.matching(manager, { ...filter, state })
        .orderBy('event.id', 'ASC')
        .limit(limit)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      await this.reopen(manager, events, userId);
      const ids = events.map(({ id }) => id);
      return this.runs.beginReplay(manager, userId, { state, ...textsOf(filter) }, ids);
    });
    if (run.total > 0) this.doorbell.ring('webhooks');
    return run;
  }

  private async reopen(manager: EntityManager, events: readonly StripeEventEntity[], userId: string): Promise<void> {
    if (events.length === 0) return;
    await manager.query(
      `UPDATE stripe_event SET state = 'pending', attempts = 0, next_attempt_at = now(), last_error = NULL,
         processed_at = NULL WHERE id = ANY($1::bigint[])`,
      [events.map(({ id }) => id)],
    );
    await manager.save(
      events.map(({ id, eventId, state, lastError }) =>
        manager.create(AuditRecordEntity, {
          id: newId(),
          userId,
          action: 'webhook.replay',
          subjectId: id,
          detail: { eventId, state, lastError },
        }),
      ),
      { reload: false },
    );
  }

  private matching(manager: EntityManager, { account, from, to, ...filter }: EventFilter) {
    const query = manager.createQueryBuilder(StripeEventEntity, 'event');
    for (const [column, parameter] of Object.entries(PLACE)) {
      const value = parameter === 'account' ? undefined : filter[parameter as keyof typeof filter];
      if (value !== undefined) query.andWhere(`event.${column} = :${parameter}`, { [parameter]: value });
    }
    if (from !== undefined) query.andWhere('event.receivedAt >= :from', { from });
    if (to !== undefined) query.andWhere('event.receivedAt < :to', { to });
    if (account === 'platform') query.andWhere(`event.stripeAccount = ''`);
    // Said twice for the planner: the index of connected accounts leaves the platform's events out.
    else if (account !== undefined)
      query.andWhere(`event.stripeAccount = :account AND event.stripeAccount <> ''`, { account });
    return query;
  }
}

/** What a filter says, to be kept. */
function textsOf(filter: EventFilter): Record<string, string> {
  const said = Object.entries(filter as Record<string, string | Date | undefined>);
  return Object.fromEntries(
    said.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value instanceof Date ? value.toISOString() : value]],
    ),
  );
}
