import { CONFIG, type AppConfig } from '@guildhall/config';
import { failpoint, LOGGER, LAG_BUCKETS_SECONDS, type Logger, Metrics } from '@guildhall/observability';
import { Doorbell } from '@guildhall/queue';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { EventInbox } from '../event-inbox.js';
import { NaturalBatcher } from '../natural-batcher.js';
import { type IncomingEvent, readDelivery, type WebhookEndpoint } from './incoming-event.js';
import { verifySignature } from './webhook-signature.js';
import { WebhookEventRefused, WebhookNotStored, WebhookSignatureInvalid } from './webhook.errors.js';

const LANES = 2;
const MAX_BATCH = 250;
/** Deliveries that may wait for PostgreSQL; Stripe repeats what is turned away. */
const MAX_WAITING = 5_000;
const RING_AT_MOST_EVERY_MS = 50;

/** Takes deliveries: checks, stores, and only then lets them be acknowledged (invariant I6). */
@Injectable()
export class WebhookReceiver implements OnModuleDestroy {
  private readonly batcher: NaturalBatcher<IncomingEvent, boolean>;
  private restBetweenRings: NodeJS.Timeout | undefined;
  private ringAfterRest = false;
  private readonly received;
  private readonly batchSize;
  private readonly lag;

  constructor(
    @Inject(CONFIG) private readonly config: AppConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly inbox: EventInbox,
    private readonly doorbell: Doorbell,
    metrics: Metrics,
  ) {
    this.batcher = new NaturalBatcher({ lanes: LANES, maxItems: MAX_BATCH, write: (events) => this.store(events) });
    this.received = metrics.counter('guildhall_webhook_deliveries_total', 'Deliveries by endpoint and outcome', [
      'endpoint',
      'outcome',
    ]);
    this.batchSize = metrics.histogram(
      'guildhall_webhook_batch_events',
      'Events per commit',
      [1, 2, 5, 10, 25, 50, 100, 250],
    );
    this.lag = metrics.histogram(
      'guildhall_webhook_lag_seconds',
      'From the making of an event at Stripe to its arrival here',
      LAG_BUCKETS_SECONDS,
    );
  }

  /**
   * Resolves after the event's commit; an event that had come before is acknowledged again and changes nothing.
   * @param body the request's raw bytes
   * @param signature the Stripe-Signature header
   * @throws WebhookSignatureInvalid, WebhookEventRefused: nothing was written
   * @throws WebhookNotStored: nothing is known to be written, Stripe should deliver it again
   */
  async receive(endpoint: WebhookEndpoint, body: Buffer, signature: string | undefined): Promise<void> {
    try {
      verifySignature(body, signature, this.secretsOf(endpoint));
      const event = readDelivery(body, endpoint, this.config.stripe.livemode);
      await this.keep(event);
      this.lag.observe(Math.max(0, Date.now() - event.stripeCreatedAt.getTime()) / 1_000);
      this.received.inc({ endpoint, outcome: 'stored' });
    } catch (error) {
      this.received.inc({ endpoint, outcome: outcomeOf(error) });
      throw error;
    }
  }

  /** Lets the last batches be committed and answered. */
  async onModuleDestroy(): Promise<void> {
    await this.batcher.idle();
  }

  private async keep(event: IncomingEvent): Promise<void> {
    if (this.batcher.waitingCount >= MAX_WAITING) throw new WebhookNotStored();
    const stored = await this.batcher.add(event);
    if (!stored) throw new WebhookNotStored();
  }

  private async store(events: readonly IncomingEvent[]): Promise<readonly boolean[]> {
    this.batchSize.observe(events.length);
    const outcomes = await this.insert(events);
    if (outcomes.includes(true)) this.ring();
    return outcomes;
  }

  /** A row that PostgreSQL refuses must not keep its neighbours out: they are tried one by one. */
  private async insert(events: readonly IncomingEvent[]): Promise<boolean[]> {
    try {
      failpoint('webhooks:before-insert');
      await this.inbox.insert(events);
      failpoint('webhooks:after-insert');
      return events.map(() => true);
    } catch (error) {
      this.logger.error({ err: error, events: events.length }, 'events could not be stored');
      if (events.length === 1 || !isAboutTheData(error)) return events.map(() => false);
    }
    const outcomes: boolean[] = [];
    for (const event of events) outcomes.push(...(await this.insert([event])));
    return outcomes;
  }

  /** A ring costs more than storing an event: under load one is enough for all that came within a moment. */
  private ring(): void {
    if (this.restBetweenRings !== undefined) {
      this.ringAfterRest = true;
      return;
    }
    this.doorbell.ring('webhooks');
    this.restBetweenRings = setTimeout(() => {
      this.restBetweenRings = undefined;
      if (this.ringAfterRest) this.ring();
      this.ringAfterRest = false;
    }, RING_AT_MOST_EVERY_MS).unref();
  }

  private secretsOf(endpoint: WebhookEndpoint): readonly string[] {
    const { platformWebhookSecrets, connectWebhookSecrets } = this.config.stripe;
    return endpoint === 'platform' ? platformWebhookSecrets : connectWebhookSecrets;
  }
}

function outcomeOf(error: unknown): string {
  if (error instanceof WebhookSignatureInvalid) return 'signature_invalid';
  if (error instanceof WebhookEventRefused) return 'refused';
  return 'not_stored';
}

/** SQLSTATE classes 22 (data), 23 (integrity) and 54 (limits): others would fail for every row alike. */
function isAboutTheData(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' && /^(22|23|54)/.test(code);
}
