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

/** Connect endpoints take the events of accounts connected to their owner, others those of their owner alone. */
function takes({ object, hidden, account }: EndpointRow, ctx: Context, event: Stripe.Event): boolean {
  if (object.status !== 'enabled') return false;
  const isOwner = hidden.isConnect ? ctx.isConnected && ctx.platform.id === account : ctx.account === account;
  return isOwner && (object.enabled_events.includes('*') || object.enabled_events.includes(event.type));
}
