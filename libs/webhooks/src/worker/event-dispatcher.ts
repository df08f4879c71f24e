import { failpoint, LOGGER, type Logger, redactText, withLogContext } from '@guildhall/observability';
import { classify } from '@guildhall/stripe';
import { Inject, Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { NaturalBatcher } from '../natural-batcher.js';
import { type ClaimedEvent, contextOf, objectKey } from './claimed-event.js';
import { type ApplyOutcome, EventApplier, type PreparedEvent } from './event-applier.js';
import { EventClaims } from './event-claims.js';
import { ObjectLocks } from './object-locks.js';
import { PrepareSlots } from './prepare-slots.js';
import { retryDelayMs } from './retry-delay.js';
import { WebhookHandlers } from './webhook-handlers.js';
import { WebhookFigures } from './webhook-figures.js';
import { WEBHOOK_WORKER_OPTIONS, type WebhookWorkerOptions } from './worker-options.js';

/** Another worker has the object: looked at again soon. */
const OBJECT_BUSY_DELAY_MS = 200;

/**
 * Claims events that are due and takes each through its handlers. Events of one object go one after the other, in the
 * order in which they came; different objects side by side; what is ready at the same time is applied together.
 */
@Injectable()
export class EventDispatcher {
  private readonly inFlight = new Map<string, ClaimedEvent>();
  /** The last piece of work of each object at hand. */
  private readonly tails = new Map<string, Promise<void>>();
  private readonly slots: PrepareSlots;
  private readonly batcher: NaturalBatcher<PreparedEvent, ApplyOutcome>;
  private roomMade: (() => void) | undefined;
  /** Told when events will be due again sooner than the next sweep may look. */
  onDelay: (delayMs: number) => void = () => undefined;

  constructor(
    @Inject(WEBHOOK_WORKER_OPTIONS) private readonly options: WebhookWorkerOptions,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly claims: EventClaims,
    private readonly locks: ObjectLocks,
    private readonly handlers: WebhookHandlers,
    private readonly figures: WebhookFigures,
    applier: EventApplier,
  ) {
    this.slots = new PrepareSlots(options.maxPreparing, options.maxPreparingPerAccount);
    this.batcher = new NaturalBatcher({
      lanes: options.applyLanes,
      maxItems: options.maxApplied,
      write: (batch) => applier.apply(batch),
    });
  }

  /** Claims a batch and sets it to work. @returns whether there may be more to claim */
  async pass(): Promise<boolean> {
    await this.room();
    const limit = this.options.maxInFlight - this.inFlight.size;
    const claimed = await this.claims.claim(limit, this.options.leaseMs);
    const mine = await this.lockObjects(claimed);
    if (mine.length > 0) failpoint('webhooks:after-claim');
    for (const event of mine) this.start(event);
    return claimed.length === limit;
  }

  /** Tells PostgreSQL that the events at hand are still being worked on. */
  async renewLeases(): Promise<void> {
    if (this.inFlight.size > 0) await this.claims.renew([...this.inFlight.values()], this.options.leaseMs);
  }

  /** Resolves when nothing is at hand any more. */
  async settle(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
  }

  private async room(): Promise<void> {
    while (this.inFlight.size > this.options.maxInFlight / 2) {
      await new Promise<void>((resolve) => (this.roomMade = resolve));
    }
  }

  private async lockObjects(claimed: readonly ClaimedEvent[]): Promise<readonly ClaimedEvent[]> {
    const wanted = new Set(claimed.map(objectKey).filter((key) => !this.tails.has(key)));
    let locked: ReadonlySet<string>;
    try {
      locked = await this.locks.tryLock([...wanted]);
    } catch (error) {
      await this.claims.putBack(claimed, OBJECT_BUSY_DELAY_MS);
      throw error;
    }
    // An object whose work ended while the locks were asked for is not ours any more, unless it is among the new ones.
    const isMine = (event: ClaimedEvent) => locked.has(objectKey(event)) || this.tails.has(objectKey(event));
    const busy = claimed.filter((event) => !isMine(event));
    await this.claims.putBack(busy, OBJECT_BUSY_DELAY_MS);
    if (busy.length > 0) this.onDelay(OBJECT_BUSY_DELAY_MS);
    const mine = claimed.filter(isMine);
    const used = new Set(mine.map(objectKey));
    await this.locks.unlock([...locked].filter((key) => !used.has(key)));
    return mine;
  }

  private start(event: ClaimedEvent): void {
    const key = objectKey(event);
    this.inFlight.set(event.id, event);
    const before = this.tails.get(key);
    const work = () => withLogContext(idsOf(event), () => this.handle(event));
    const tail = (before === undefined ? work() : before.then(work))
      .catch((error: unknown) => {
        // Its lease runs out and it is tried again.
        this.logger.error({ err: error }, 'an event could not be marked');
      })
      .finally(() => {
        this.inFlight.delete(event.id);
        this.roomMade?.();
        if (this.tails.get(key) !== tail) return undefined;
        this.tails.delete(key);
        return this.locks.unlock([key]);
      });
    this.tails.set(key, tail);
  }

  private async handle(event: ClaimedEvent): Promise<void> {
    if (event.attempts > this.options.maxAttemptsUnreachable) {
      await this.claims.fail(event, 'dead', 0, 'every attempt ended with the death of its worker');
      this.figures.handled('dead', event);
      return;
    }
    const outcome = await this.prepareAndApply(event);
    if (outcome.kind === 'failed') await this.failed(event, outcome.error);
    else this.figures.handled(outcome.kind, event);
  }

  private async prepareAndApply(event: ClaimedEvent): Promise<ApplyOutcome> {
    const context = contextOf(event);
    try {
      const handlers = await this.slots.run(event.stripeAccount, () =>
        Promise.all(
          this.handlers.of(event.type).map(async (handler) => ({
            handler,
            prepared: await handler.prepare(event.payload.data.object, context),
          })),
        ),
      );
      failpoint('webhooks:after-prepare');
      return await this.batcher.add({ event, handlers });
    } catch (error) {
      return { kind: 'failed', error };
    }
  }

  private async failed(event: ClaimedEvent, error: unknown): Promise<void> {
    const most = isUnreachable(error) ? this.options.maxAttemptsUnreachable : this.options.maxAttempts;
    const outcome = event.attempts >= most ? 'dead' : 'pending';
    const delayMs = outcome === 'dead' ? 0 : retryDelayMs(event.attempts, this.options);
    this.logger.warn({ err: error, attempts: event.attempts, outcome, delayMs }, 'an event could not be applied');
    await this.claims.fail(event, outcome, delayMs, messageOf(error));
    if (outcome === 'pending') this.onDelay(delayMs);
    this.figures.handled(outcome === 'dead' ? 'dead' : 'retried', event);
  }
}

/** Stripe did not answer, or asked us to slow down: no fault of the event. */
function isUnreachable(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && ['retry', 'ambiguous', 'rate_limited'].includes(classify(error));
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return redactText(text).slice(0, 2_000);
}

function idsOf({ eventId, objectId, stripeAccount }: ClaimedEvent) {
  return {
    stripeEventId: eventId,
    stripeObjectId: objectId,
    ...(stripeAccount === '' ? {} : { stripeAccount }),
  };
}
