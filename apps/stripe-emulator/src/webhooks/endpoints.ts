import type Stripe from 'stripe';
import type { Context } from '../core/context.js';
import type { Observer, Row, Store } from '../core/store.js';
import type { PostResult } from './post.js';
import type { SignedPayload } from './render.js';
import type { WebhookEndpointHidden } from './webhook-endpoint.resource.js';

type EndpointRow = Row<Stripe.WebhookEndpoint, WebhookEndpointHidden>;

/** What events are delivered to: a registered endpoint, or somebody who listens. */
export type Taker = Pick<EndpointRow, 'account' | 'hidden'> & {
  readonly object: Pick<Stripe.WebhookEndpoint, 'id' | 'url' | 'status' | 'enabled_events' | 'api_version'>;
  /** Absent: it is posted to the address. */
  readonly deliver?: Listener['deliver'];
};

/** Somebody who listens over a connection (`stripe listen`): gets each event once, as long as the connection lasts. */
export interface Listener extends Omit<Taker, 'deliver'> {
  deliver(eventId: string, signed: SignedPayload, timeoutMs: number): Promise<PostResult>;
}

/** The registered endpoints, at hand for every event. */
export class Endpoints implements Observer {
  private readonly rows = new Map<string, EndpointRow>();
  private readonly listeners = new Map<string, Listener>();

  constructor(store: Store) {
    store.observe('webhook_endpoint', this);
  }

  get(id: string): Taker | undefined {
    return this.rows.get(id) ?? this.listeners.get(id);
  }

  /** Those that take an event of the context's account. */
  takersOf(ctx: Context, event: Stripe.Event): Taker[] {
    return this.all.filter((taker) => takes(taker, ctx, event));
  }

  /** Those of them who listen. */
  listenersTo(ctx: Context, event: Stripe.Event): Taker[] {
    return [...this.listeners.values()].filter((listener) => takes(listener, ctx, event));
  }

  /** Those that take an event of `/v2`: thin destinations that name its type. */
  takersOfThin(ctx: Context, type: string): Taker[] {
    return this.all.filter((taker) => isThin(taker) && isFrom(taker, ctx) && wants(taker, type));
  }

  listen(listener: Listener): void {
    this.listeners.set(listener.object.id, listener);
  }

  unlisten({ object }: Listener): void {
    this.listeners.delete(object.id);
  }

  added(row: Row): void {
    this.rows.set(row.object.id, row as EndpointRow);
  }

  removed(row: Row): void {
    this.rows.delete(row.object.id);
  }

  reset(): void {
    this.rows.clear();
  }

  private get all(): Taker[] {
    return [...this.rows.values(), ...this.listeners.values()];
  }
}

function takes(row: Taker, ctx: Context, event: Stripe.Event): boolean {
  return !isThin(row) && isFrom(row, ctx) && wants(row, event.type);
}

/** Connect endpoints take the events of accounts connected to their owner, others those of their owner alone. */
function isFrom({ object, hidden, account }: Taker, ctx: Context): boolean {
  if (object.status !== 'enabled') return false;
  const isOwn = ctx.account === account;
  const isConnected = ctx.isConnected && ctx.platform.id === account;
  if (hidden.destination === undefined) return hidden.isConnect ? isConnected : isOwn;
  const { events_from: from = ['@self'] } = hidden.destination;
  return (isOwn && from.includes('@self')) || (isConnected && from.includes('@accounts'));
}

const isThin = ({ hidden }: Taker): boolean => hidden.destination?.event_payload === 'thin';

function wants({ object }: Taker, type: string): boolean {
  return object.enabled_events.includes('*') || object.enabled_events.includes(type);
}
