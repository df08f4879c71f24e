import { failpoint } from '@guildhall/observability';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { WebhookHandler } from '../webhook-handler.js';
import { type ClaimedEvent, contextOf } from './claimed-event.js';
import { EventClaims } from './event-claims.js';

/** An event whose handlers have all asked what they had to ask. */
export interface PreparedEvent {
  readonly event: ClaimedEvent;
  /** Empty: nobody wants it. */
  readonly handlers: readonly { readonly handler: WebhookHandler; readonly prepared: unknown }[];
}

/** `lost`: another worker had it meanwhile, nothing was changed here. */
export type ApplyOutcome =
  { readonly kind: 'processed' | 'ignored' | 'lost' } | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Applies many events in one transaction, in which they also become processed: so each is applied exactly once
 * (invariant I6). A transaction that fails is cut in half until the event at fault stands alone.
 */
@Injectable()
export class EventApplier {
  constructor(
    private readonly dataSource: DataSource,
    private readonly claims: EventClaims,
  ) {}

  /** @returns one outcome per event, in the same order; never throws */
  async apply(batch: readonly PreparedEvent[]): Promise<readonly ApplyOutcome[]> {
    try {
      const outcomes = await this.dataSource.transaction((manager) => this.applyAll(manager, batch));
      failpoint('webhooks:after-commit');
      return outcomes;
    } catch (error) {
      if (batch.length === 1) return [{ kind: 'failed', error }];
      const middle = Math.ceil(batch.length / 2);
      return [...(await this.apply(batch.slice(0, middle))), ...(await this.apply(batch.slice(middle)))];
    }
  }

  private async applyAll(manager: EntityManager, batch: readonly PreparedEvent[]): Promise<ApplyOutcome[]> {
    // Whoever holds a row that a handler needs gets this long; then the events come back later.
    await manager.query(`SET LOCAL lock_timeout = '5s'`);
    const ours = await this.claims.hold(
      manager,
      batch.map(({ event }) => event),
    );
    const outcomes: ApplyOutcome[] = [];
    for (const prepared of batch) outcomes.push(await this.applyOne(manager, prepared, ours));
    for (const kind of ['processed', 'ignored'] as const) {
      const ids = batch.filter((_, place) => outcomes[place]?.kind === kind).map(({ event }) => event.id);
      if (ids.length > 0) await this.claims.finish(manager, ids, kind);
    }
    failpoint('webhooks:before-commit');
    return outcomes;
  }

  private async applyOne(
    manager: EntityManager,
    { event, handlers }: PreparedEvent,
    ours: ReadonlySet<string>,
  ): Promise<ApplyOutcome> {
    if (!ours.has(event.id)) return { kind: 'lost' };
    if (handlers.length === 0) return { kind: 'ignored' };
    const context = contextOf(event);
    for (const { handler, prepared } of handlers) {
      await handler.apply(prepared, manager, context);
      failpoint('webhooks:after-apply');
    }
    return { kind: 'processed' };
  }
}
