import type Stripe from 'stripe';
import type { Context } from '../core/context.js';
import type { Observer, Row, Store } from '../core/store.js';
import type { WebhookEndpointHidden } from './webhook-endpoint.resource.js';

export type EndpointRow = Row<Stripe.WebhookEndpoint, WebhookEndpointHidden>;

/** The registered endpoints, at hand for every event. */
export class Endpoints implements Observer {
  private readonly rows = new Map<string, EndpointRow>();

  constructor(store: Store) {
    store.observe('webhook_endpoint', this);
  }

  get(id: string): EndpointRow | undefined {
    return this.rows.get(id);
  }

  /** Those that take an event of the context's account. */
  takersOf(ctx: Context, event: Stripe.Event): EndpointRow[] {
    return [...this.rows.values()].filter((row) => takes(row, ctx, event));
  }

  /** Those that take an event of `/v2`: thin destinations that name its type. */
  takersOfThin(ctx: Context, type: string): EndpointRow[] {
    return [...this.rows.values()].filter((row) => isThin(row) && isFrom(row, ctx) && wants(row, type));
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
}

function takes(row: EndpointRow, ctx: Context, event: Stripe.Event): boolean {
  return !isThin(row) && isFrom(row, ctx) && wants(row, event.type);
}

/** Connect endpoints take the events of accounts connected to their owner, others those of their owner alone. */
function isFrom({ object, hidden, account }: EndpointRow, ctx: Context): boolean {
  if (object.status !== 'enabled') return false;
  const isOwn = ctx.account === account;
  const isConnected = ctx.isConnected && ctx.platform.id === account;
  if (hidden.destination === undefined) return hidden.isConnect ? isConnected : isOwn;
  const { events_from: from = ['@self'] } = hidden.destination;
  return (isOwn && from.includes('@self')) || (isConnected && from.includes('@accounts'));
}

const isThin = ({ hidden }: EndpointRow): boolean => hidden.destination?.event_payload === 'thin';

function wants({ object }: EndpointRow, type: string): boolean {
  return object.enabled_events.includes('*') || object.enabled_events.includes(type);
}
