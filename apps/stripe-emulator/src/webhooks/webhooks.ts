import type Stripe from 'stripe';
import type { Context } from '../core/context.js';
import type { Emulator } from '../core/emulator.js';
import { events, type EventHidden } from '../core/events.js';
import type { FaultRule } from '../core/faults.js';
import { Heap } from '../core/heap.js';
import { CORE, deliveries, type Delivery } from '../core/internal-resources.js';
import { Ring } from '../core/request-log.js';
import type { Observer, Row } from '../core/store.js';
import type { ThinEvent } from '../core/thin-events.js';
import { nextAttemptMs, type Attempt, type AttemptResult } from './attempt.js';
import { Endpoints, type Taker } from './endpoints.js';
import { Lanes } from './lanes.js';
import { Sender, type PostResult } from './post.js';
import { signedPayload } from './render.js';
import { shuffle } from './shuffle.js';

type DeliveryRow = Row<Delivery, undefined>;
type EventRow = Row<Stripe.Event, EventHidden>;

const ANSWER_TIMEOUT_MS = 10_000;
const IN_FLIGHT_PER_ENDPOINT = 8;
/** How long mixed deliveries wait for company, in real time. */
const MIX_MS = 200;

/** Default: all that take the event. */
export interface ResendTo {
  /** Only this one, whatever it takes. */
  readonly endpoint?: string | undefined;
  /** Only those who listen with the Stripe CLI. */
  readonly onlyListeners?: boolean | undefined;
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
export class Webhooks implements Observer {
  readonly attempts = new Ring<Attempt>(2000);
  readonly endpoints: Endpoints;
  private readonly due = new Heap<DeliveryRow>();
  private readonly sender = new Sender();
  private lanes = new Lanes(IN_FLIGHT_PER_ENDPOINT);
  private delayed = new WeakSet<DeliveryRow>();
  private mixed: DeliveryRow[] = [];
  private isHolding = false;
  private isStopped = false;

  constructor(private readonly emulator: Emulator) {
    this.endpoints = new Endpoints(emulator.store);
    emulator.store.observe('_delivery', this);
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
    const takers = this.endpoints.takersOf(ctx, event);
    // What happens by a test clock's time is delivered by the emulator's.
    const created = ctx.timeline === null ? ctx.now : this.emulator.clock.now;
    for (const { object } of takers) this.insert(ctx.id('_dlv'), event.id, object.id, created);
    return takers.length;
  }

  /** As `plan`, for an event of `/v2`. */
  planThin(ctx: Context, event: ThinEvent, endpointId?: string): number {
    const ids = endpointId === undefined ? this.takersOfThin(ctx, event) : [endpointId];
    for (const id of ids) this.insert(ctx.id('_dlv'), event.id, id, this.emulator.clock.now);
    return ids.length;
  }

  private takersOfThin(ctx: Context, event: ThinEvent): string[] {
    // A ping is for the one destination that was pinged.
    if (event.type === 'v2.core.event_destination.ping') return [];
    return this.endpoints.takersOfThin(ctx, event.type).map(({ object }) => object.id);
  }

  /** Sends an event again, in a transaction. @returns how many deliveries are planned */
  resend(ctx: Context, event: Stripe.Event, to: ResendTo = {}): number {
    const one = to.endpoint === undefined ? undefined : this.endpoints.get(to.endpoint);
    const all =
      to.onlyListeners === true ? this.endpoints.listenersTo(ctx, event) : this.endpoints.takersOf(ctx, event);
    const takers = to.endpoint === undefined ? all : one === undefined ? [] : [one];
    for (const { object } of takers) this.insert(ctx.id('_dlv'), event.id, object.id, this.emulator.clock.now);
    const hidden = ctx.hidden(events, event.id);
    ctx.update(events, event.id, {}, { ...hidden, pending: hidden.pending + takers.length });
    return takers.length;
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
      if (row === undefined) return;
      this.start(row, faults.isEmpty ? undefined : faults.forWebhook(this.eventRow(row)?.object.type ?? ''));
    }
  }

  /** Resolves when no attempt is in flight. */
  settled(): Promise<void> {
    return this.lanes.settled();
  }

  /** Attempts everything that is due until nothing is due and nothing in flight. */
  async flush(): Promise<void> {
    do {
      this.attemptDue();
      this.releaseMixed();
      await this.settled();
    } while (this.nextDueMs() <= this.emulator.clock.nowMs || this.mixed.length > 0);
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
    const taken = new Set<DeliveryRow>();
    let next = 0;
    const work = async (): Promise<void> => {
      for (let row = order[next++]; row !== undefined; row = order[next++])
        if ((await this.send(row, false)).outcome === 'delivered') taken.add(row);
    };
    await Promise.all(Array.from({ length: options.concurrency }, work));
    for (const row of held) this.settle(row, taken.has(row) ? 'delivered' : 'failed');
    const failed = held.length - taken.size;
    return { delivered: taken.size, failed, attempts: order.length, waiting: this.waiting };
  }

  /** The world starts over: what is in flight belongs to one that is gone. */
  restart(): void {
    this.attempts.clear();
    this.lanes.clear();
    this.lanes = new Lanes(IN_FLIGHT_PER_ENDPOINT);
    this.isHolding = false;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.lanes.clear();
    await Promise.race([this.settled(), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    this.sender.close();
  }

  added(row: Row): void {
    this.due.push((row.object as Delivery).nextAtMs, row as DeliveryRow);
  }

  removed(): void {
    return;
  }

  reset(): void {
    this.due.clear();
    this.mixed = [];
  }

  private insert(id: string, event: string, endpoint: string, now: number): void {
    const row = { id, object: '_delivery', created: now, event, endpoint, attempts: 0, nextAtMs: now * 1000 } as const;
    this.emulator.store.insert(deliveries, CORE, now, row, undefined);
  }

  private start(row: DeliveryRow, fault: FaultRule['webhook']): void {
    const add = (hasWrongSignature: boolean): void => {
      this.lanes.add(row.object.endpoint, async () => {
        const { outcome } = await this.send(row, hasWrongSignature);
        if (!this.isStopped || outcome === 'delivered') this.settle(row, outcome);
      });
    };
    if (fault?.effect === 'drop') {
      this.log(row, { outcome: 'dropped', status: null, error: 'dropped by a fault rule', tookMs: 0 });
      this.settle(row, 'dropped');
    } else if (fault?.effect === 'delay' && !this.delayed.has(row)) {
      this.delayed.add(row);
      this.postpone(row, this.emulator.clock.nowMs + (fault.delaySeconds ?? 60) * 1000, row.object.attempts);
    } else if (fault?.effect === 'reorder') this.mix(row, fault.window ?? 8);
    else if (fault?.effect === 'duplicate') for (let time = 0; time < (fault.times ?? 2); time += 1) add(false);
    else add(fault?.effect === 'wrong_signature');
  }

  /** One attempt, logged; changes nothing. */
  private async send(row: DeliveryRow, hasWrongSignature: boolean): Promise<AttemptResult> {
    const endpoint = this.endpoints.get(row.object.endpoint);
    const event = this.eventRow(row);
    if (endpoint?.object.status !== 'enabled' || event === undefined)
      return this.log(row, { outcome: 'given_up', status: null, error: 'the endpoint is gone or disabled', tookMs: 0 });
    const started = performance.now();
    const { status, error } = await this.post(event, endpoint, hasWrongSignature);
    const isTaken = status !== null && status >= 200 && status < 300;
    const tookMs = Math.round(performance.now() - started);
    return this.log(row, { outcome: isTaken ? 'delivered' : 'failed', status, error, tookMs });
  }

  private async post(event: EventRow, endpoint: Taker, hasWrongSignature: boolean): Promise<PostResult> {
    try {
      const { object, account } = event;
      const { payload, headers } = signedPayload(this.emulator, object, account, endpoint, hasWrongSignature);
      const { deliver } = endpoint;
      if (deliver !== undefined) return await deliver(object.id, { payload, headers }, ANSWER_TIMEOUT_MS);
      return await this.sender.post(endpoint.object.url, headers, payload, ANSWER_TIMEOUT_MS);
    } catch (error) {
      // An event that cannot be rendered must not stop the others.
      console.error(`event ${event.object.id} could not be sent`, error);
      return { status: null, body: '', error: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What an attempt comes to: done, given up, or another one later. */
  private settle(row: DeliveryRow, outcome: Attempt['outcome']): void {
    const { store, clock } = this.emulator;
    if (store.isPurged(row)) return;
    const { attempts, created } = row.object;
    const isOnce = this.endpoints.get(row.object.endpoint)?.deliver !== undefined;
    const nextMs = outcome === 'failed' && !isOnce ? nextAttemptMs(attempts, created, clock.nowMs) : undefined;
    if (nextMs !== undefined) {
      this.postpone(row, nextMs, attempts + 1);
      return;
    }
    this.emulator.transaction(() => {
      store.purge(row);
      const event = this.eventRow(row);
      if (event === undefined) return;
      const { pending, hasFailed } = event.hidden;
      const rest = { pending: Math.max(0, pending - 1), hasFailed: hasFailed || outcome !== 'delivered' };
      const hidden = { ...event.hidden, ...rest };
      store.update(event, event.object, hidden);
    });
  }

  private postpone(row: DeliveryRow, nextAtMs: number, attempts: number): void {
    const object: Delivery = { ...row.object, nextAtMs, attempts };
    this.emulator.transaction(() => {
      this.emulator.store.update(row, object, undefined);
    });
  }

  private log(row: DeliveryRow, result: AttemptResult): AttemptResult {
    const { event, endpoint, attempts } = row.object;
    const type = this.eventRow(row)?.object.type ?? '';
    const url = this.endpoints.get(endpoint)?.object.url ?? '';
    this.attempts.add({
      event,
      type,
      endpoint,
      url,
      attempt: attempts + 1,
      atMs: this.emulator.clock.nowMs,
      ...result,
    });
    return result;
  }

  /** Holds deliveries back until a window is full (or nobody joins), then sends them in another order. */
  private mix(row: DeliveryRow, window: number): void {
    this.mixed.push(row);
    if (this.mixed.length >= window) this.releaseMixed();
    else
      setTimeout(() => {
        this.releaseMixed();
      }, MIX_MS).unref();
  }

  private releaseMixed(): void {
    const { mixed } = this;
    this.mixed = [];
    if (mixed.length > 1) shuffle(mixed, String(this.emulator.faults.random()));
    for (const row of mixed) this.start(row, undefined);
  }

  private eventRow(row: DeliveryRow): EventRow | undefined {
    return this.emulator.store.locate(row.object.event) as EventRow | undefined;
  }
}
