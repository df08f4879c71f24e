import type Stripe from 'stripe';
import { API_VERSION } from '../core/api-version.js';
import type { Context } from '../core/context.js';
import type { Emulator } from '../core/emulator.js';
import { events } from '../core/events.js';
import { Heap } from '../core/heap.js';
import { CORE, deliveries, type Delivery } from '../core/internal-resources.js';
import { Ring } from '../core/request-log.js';
import type { Observer, Row } from '../core/store.js';
import { present } from '../core/view.js';
import { Sender } from './post.js';
import { signatureHeader } from './signature.js';
import type { WebhookEndpointHidden } from './webhook-endpoint.resource.js';

type EndpointRow = Row<Stripe.WebhookEndpoint, WebhookEndpointHidden>;
type DeliveryRow = Row<Delivery, undefined>;

/** Pauses before the second, third ... attempt; the last one repeats until three days have passed. */
const RETRY_PAUSES_SECONDS = [5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, 12 * 3600];
const GIVE_UP_AFTER_SECONDS = 3 * 24 * 3600;
const ANSWER_TIMEOUT_MS = 10_000;
const IN_FLIGHT_PER_ENDPOINT = 8;

/** What `GET /_emulator/deliveries` shows of an attempt. */
export interface Attempt {
  readonly event: string;
  readonly type: string;
  readonly endpoint: string;
  readonly url: string;
  readonly attempt: number;
  /** Milliseconds on the emulator's clock. */
  readonly atMs: number;
  readonly tookMs: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly outcome: 'delivered' | 'failed' | 'given_up' | 'dropped';
}

export interface DeliverResult {
  readonly delivered: number;
  readonly failed: number;
  readonly attempts: number;
  /** Deliveries still waiting, among them those of events that the receivers caused meanwhile. */
  readonly waiting: number;
}

/**
 * Delivers events. A delivery is a row, planned in the transaction that emits the event, so none is lost by a restart;
 * a kill between the answer and its record delivers again, which is what Stripe promises too (at least once).
 */
export class Webhooks {
  readonly attempts = new Ring<Attempt>(2000);
  private readonly endpoints = new Map<string, EndpointRow>();
  private readonly due = new Heap<DeliveryRow>();
  private readonly ready = new Map<string, DeliveryRow[]>();
  private readonly inFlight = new Map<string, number>();
  private readonly sender = new Sender();
  private waiters: (() => void)[] = [];
  private reorderBuffer: { readonly row: DeliveryRow; readonly window: number }[] = [];
  private isHolding = false;
  private isStopped = false;
  /** Answers that arrive after a reset belong to a world that is gone. */
  private world = 0;

  constructor(private readonly emulator: Emulator) {
    emulator.store.observe('webhook_endpoint', this.endpointObserver());
    emulator.store.observe('_delivery', this.deliveryObserver());
  }

  get mode(): 'auto' | 'hold' {
    return this.isHolding ? 'hold' : 'auto';
  }

  set mode(mode: 'auto' | 'hold') {
    this.isHolding = mode === 'hold';
    this.emulator.timeline.arm();
  }

  /** Deliveries that are planned and not finished. */
  get waiting(): number {
    return this.emulator.store.count('_delivery', CORE);
  }

  /** Plans the deliveries of an event, in the transaction that emits it. @returns how many */
  plan(ctx: Context, event: Stripe.Event): number {
    let planned = 0;
    for (const endpoint of this.endpoints.values()) {
      if (!isFor(endpoint, ctx, event)) continue;
      this.insert(ctx.id('_dlv'), event.id, endpoint.object.id, ctx.now);
      planned += 1;
    }
    return planned;
  }

  /** Sends an event again, to one endpoint or to all that take it. @returns how many deliveries were planned */
  resend(ctx: Context, event: Stripe.Event, endpointId?: string): number {
    const targets = [...this.endpoints.values()].filter((endpoint) =>
      endpointId === undefined ? isFor(endpoint, ctx, event) : endpoint.object.id === endpointId,
    );
    for (const endpoint of targets) this.insert(ctx.id('_dlv'), event.id, endpoint.object.id, this.emulator.clock.now);
    const row = this.emulator.store.row(events, ctx.account, event.id);
    if (row !== undefined && targets.length > 0)
      this.emulator.store.update(row, row.object, {
        ...row.hidden,
        pending: row.hidden.pending + targets.length,
      });
    return targets.length;
  }

  /** Emulator milliseconds at which the next delivery is due; infinite when none waits or they are held. */
  nextDueMs(): number {
    if (this.isHolding || this.isStopped) return Infinity;
    for (let next = this.due.peek(); next !== undefined; next = this.due.peek()) {
      if (!this.emulator.store.isPurged(next.value) && next.value.object.nextAtMs === next.key) return next.key;
      this.due.pop();
    }
    return Infinity;
  }

  /** Starts every attempt that is due now; does not wait. */
  attemptDue(): void {
    const { clock, faults } = this.emulator;
    while (this.nextDueMs() <= clock.nowMs) {
      const row = this.due.pop();
      if (row === undefined) break;
      const fault = faults.isEmpty ? undefined : faults.forWebhook(this.eventOf(row)?.type ?? '');
      if (fault?.effect === 'reorder') this.mix(row, fault.window ?? 8);
      else if (fault?.effect === 'delay' && row.object.attempts === 0)
        this.postpone(row, clock.nowMs + (fault.delaySeconds ?? 60) * 1000);
      else if (fault?.effect === 'drop')
        this.finish(row, 'dropped', { status: null, error: 'dropped by a fault rule' });
      else
        for (let time = 0; time < (fault?.effect === 'duplicate' ? (fault.times ?? 2) : 1); time += 1)
          this.enqueue(row, fault?.effect === 'wrong_signature');
    }
  }

  /** Resolves when no attempt is in flight. */
  settled(): Promise<void> {
    if (this.isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  /** Attempts everything that is due until nothing is due and nothing in flight. */
  async flush(): Promise<void> {
    do {
      this.releaseMixed();
      this.attemptDue();
      await this.settled();
    } while (this.nextDueMs() <= this.emulator.clock.nowMs || this.reorderBuffer.length > 0);
  }

  /** Delivers all that waits, each `times` times, and waits for the answers. For hold mode. */
  async deliver(options: {
    times: number;
    shuffled: boolean;
    seed: string;
    concurrency: number;
  }): Promise<DeliverResult> {
    const held = this.emulator.store.all(deliveries, CORE);
    const order = Array.from({ length: options.times }, () => held).flat();
    if (options.shuffled) shuffle(order, options.seed);
    const delivered = new Set<string>();
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let row = order[next++]; row !== undefined; row = order[next++])
        if (await this.attempt(row, false, false)) delivered.add(row.object.id);
    };
    await Promise.all(Array.from({ length: options.concurrency }, lane));
    for (const row of held) {
      if (this.emulator.store.isPurged(row)) continue;
      if (delivered.has(row.object.id)) this.finish(row, 'delivered', null);
      else this.retryLater(row);
    }
    return {
      delivered: delivered.size,
      failed: held.length - delivered.size,
      attempts: order.length,
      waiting: this.waiting,
    };
  }

  reset(): void {
    this.world += 1;
    this.attempts.clear();
    this.reorderBuffer = [];
    this.isHolding = false;
    this.ready.clear();
    this.inFlight.clear();
    this.wakeWaiters();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.ready.clear();
    await Promise.race([this.settled(), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    this.sender.close();
  }

  private insert(id: string, event: string, endpoint: string, now: number): void {
    const row = { id, object: '_delivery', created: now, event, endpoint, attempts: 0, nextAtMs: now * 1000 } as const;
    this.emulator.store.insert(deliveries, CORE, now, row, undefined);
  }

  private enqueue(row: DeliveryRow, hasWrongSignature: boolean): void {
    const { endpoint } = row.object;
    const active = this.inFlight.get(endpoint) ?? 0;
    if (active >= IN_FLIGHT_PER_ENDPOINT) {
      const queue = this.ready.get(endpoint);
      if (queue === undefined) this.ready.set(endpoint, [row]);
      else queue.push(row);
      return;
    }
    this.inFlight.set(endpoint, active + 1);
    const { world } = this;
    void this.attempt(row, true, hasWrongSignature).then(() => {
      if (world !== this.world) return;
      this.inFlight.set(endpoint, (this.inFlight.get(endpoint) ?? 1) - 1);
      const next = this.ready.get(endpoint)?.shift();
      if (next !== undefined) this.enqueue(next, false);
      else if (this.isIdle()) this.wakeWaiters();
    });
  }

  /** One attempt. @returns whether the receiver took it */
  private async attempt(row: DeliveryRow, settles: boolean, hasWrongSignature: boolean): Promise<boolean> {
    const { world } = this;
    const endpoint = this.endpoints.get(row.object.endpoint);
    const event = this.eventOf(row);
    if (endpoint === undefined || event === undefined || endpoint.object.status !== 'enabled') {
      if (settles) this.finish(row, 'given_up', { status: null, error: 'the endpoint is gone' });
      return false;
    }
    const started = performance.now();
    const payload = JSON.stringify(this.rendered(event, endpoint, row), null, 2);
    const secret = hasWrongSignature ? 'whsec_not_the_secret' : endpoint.hidden.secret;
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'Cache-Control': 'no-cache',
      'Stripe-Signature': signatureHeader(payload, secret, Math.floor(Date.now() / 1000)),
    };
    const result = await this.sender.post(endpoint.object.url, headers, payload, ANSWER_TIMEOUT_MS);
    const isTaken = result.status !== null && result.status >= 200 && result.status < 300;
    if (world !== this.world) return isTaken;
    this.log(row, isTaken ? 'delivered' : 'failed', { ...result, tookMs: performance.now() - started });
    if (!settles || this.emulator.store.isPurged(row)) return isTaken;
    if (isTaken) this.finish(row, 'delivered', null);
    else this.retryLater(row);
    return isTaken;
  }

  /** The event as this endpoint wants it: in its API version, with its account where it is a Connect endpoint's. */
  private rendered(event: Stripe.Event, endpoint: EndpointRow, row: DeliveryRow): Stripe.Event {
    const version = endpoint.object.api_version ?? API_VERSION;
    const object = event.data.object as { object?: string };
    const resource =
      version === event.api_version ? undefined : this.emulator.registry.resources.get(object.object ?? '');
    const now = this.emulator.clock.now;
    const view = { store: this.emulator.store, account: event.account ?? endpoint.account, now, isPublishable: false };
    const shown =
      resource === undefined ? event.data.object : present(resource, object as never, { ...view, apiVersion: version });
    const pending = this.emulator.store.find('event', '', row.object.event)?.hidden as { pending: number } | undefined;
    return {
      ...event,
      api_version: version,
      data: { ...event.data, object: shown },
      pending_webhooks: pending?.pending ?? 1,
    } as Stripe.Event;
  }

  private retryLater(row: DeliveryRow): void {
    const { attempts, created } = row.object;
    const pause = RETRY_PAUSES_SECONDS[Math.min(attempts, RETRY_PAUSES_SECONDS.length - 1)] ?? 3600;
    const nextAtMs = this.emulator.clock.nowMs + pause * 1000;
    if (nextAtMs > (created + GIVE_UP_AFTER_SECONDS) * 1000) {
      this.finish(row, 'given_up', { status: null, error: 'not taken within three days' });
      return;
    }
    this.postpone(row, nextAtMs, attempts + 1);
  }

  private postpone(row: DeliveryRow, nextAtMs: number, attempts = row.object.attempts): void {
    this.emulator.transaction(() => {
      this.emulator.store.update(row, { ...row.object, nextAtMs, attempts } as Delivery, undefined);
    });
  }

  private finish(
    row: DeliveryRow,
    outcome: Attempt['outcome'],
    reason: { status: number | null; error: string } | null,
  ): void {
    const { store } = this.emulator;
    if (store.isPurged(row)) return;
    if (reason !== null) this.log(row, outcome, { ...reason, tookMs: 0 });
    this.emulator.transaction(() => {
      store.purge(row);
      const event = store.locate(row.object.event);
      if (event === undefined) return;
      const { pending, hasFailed } = event.hidden as { pending: number; hasFailed: boolean };
      const hidden = { pending: Math.max(0, pending - 1), hasFailed: hasFailed || outcome !== 'delivered' };
      store.update(event, event.object, hidden);
    });
  }

  private log(
    row: DeliveryRow,
    outcome: Attempt['outcome'],
    { status, error, tookMs }: { status: number | null; error: string | null; tookMs: number },
  ): void {
    this.attempts.add({
      event: row.object.event,
      type: this.eventOf(row)?.type ?? '',
      endpoint: row.object.endpoint,
      url: this.endpoints.get(row.object.endpoint)?.object.url ?? '',
      attempt: row.object.attempts + 1,
      atMs: this.emulator.clock.nowMs,
      tookMs: Math.round(tookMs),
      status,
      error,
      outcome,
    });
  }

  /** Holds deliveries back until a window is full, then sends them in another order. */
  private mix(row: DeliveryRow, window: number): void {
    this.reorderBuffer.push({ row, window });
    if (this.reorderBuffer.length >= window) this.releaseMixed();
  }

  private releaseMixed(): void {
    const mixed = this.reorderBuffer.map(({ row }) => row);
    this.reorderBuffer = [];
    shuffle(mixed, String(this.emulator.faults.random()));
    for (const row of mixed) this.enqueue(row, false);
  }

  private eventOf(row: DeliveryRow): Stripe.Event | undefined {
    return this.emulator.store.locate(row.object.event)?.object as Stripe.Event | undefined;
  }

  private isIdle(): boolean {
    return [...this.inFlight.values()].every((count) => count === 0);
  }

  private wakeWaiters(): void {
    const { waiters } = this;
    this.waiters = [];
    for (const wake of waiters) wake();
  }

  private endpointObserver(): Observer {
    return {
      added: (row) => this.endpoints.set(row.object.id, row as EndpointRow),
      removed: (row) => this.endpoints.delete(row.object.id),
      reset: () => {
        this.endpoints.clear();
      },
    };
  }

  private deliveryObserver(): Observer {
    return {
      added: (row) => {
        this.due.push((row.object as Delivery).nextAtMs, row as DeliveryRow);
      },
      removed: () => undefined,
      reset: () => {
        this.due.clear();
      },
    };
  }
}

/** Connect endpoints take the events of accounts connected to their owner, others those of their owner alone. */
function isFor(endpoint: EndpointRow, ctx: Context, event: Stripe.Event): boolean {
  const { object, hidden, account } = endpoint;
  if (object.status !== 'enabled') return false;
  const isOwner = hidden.isConnect ? ctx.isConnected && ctx.platform.id === account : ctx.account === account;
  return isOwner && (object.enabled_events.includes('*') || object.enabled_events.includes(event.type));
}

/** Fisher-Yates with a small generator, so that a seed repeats an order. */
function shuffle(items: unknown[], seed: string): void {
  let state = [...seed].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0, 2166136261) || 1;
  for (let index = items.length - 1; index > 0; index -= 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (index + 1);
    [items[index], items[other]] = [items[other], items[index]];
  }
}
