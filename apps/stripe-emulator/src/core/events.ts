import type Stripe from 'stripe';
import type { Context } from './context.js';
import { previousAttributes } from './previous-attributes.js';
import { defineResource, type ApiObject, type EventType, type Resource } from './resource.js';
import type { Row } from './row.js';
import { present } from './view.js';

export interface EventHidden {
  /** Endpoints it has not reached yet. */
  readonly pending: number;
  /** True when delivery to some endpoint was given up. */
  readonly hasFailed: boolean;
  /** Unix seconds of the emulator's clock, where a test clock's time was another. */
  readonly storedAt?: number;
}

export const events: Resource<Stripe.Event, EventHidden> = defineResource<Stripe.Event, EventHidden>({
  object: 'event',
  idPrefix: 'evt',
  filters: {
    type: (event) => wildcardsOf(event.type),
    delivery_success: (_event, hidden) => hidden.pending === 0 && !hidden.hasFailed,
  },
  present: (event, view) => {
    const pending = view.store.row(events, view.account, event.id)?.hidden.pending ?? 0;
    return event.pending_webhooks === pending ? event : { ...event, pending_webhooks: pending };
  },
});

/** `charge.dispute.created` is found as itself, as `charge.dispute.*` and as `charge.*`. */
function wildcardsOf(type: string): string[] {
  const parts = type.split('.');
  return [type, ...parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('.')}.*`)];
}

/** Stripe keeps events for 30 days. */
export const EVENT_RETENTION_SECONDS = 30 * 24 * 3600;

/**
 * Stores an event with a snapshot of its object.
 * @param plan plans its deliveries and answers to how many endpoints it will go
 * @param storedAt Unix seconds of the emulator's clock, by which it is forgotten
 */
export function recordEvent(
  ctx: Context,
  type: EventType,
  object: ApiObject,
  before: ApiObject | undefined,
  resource: Resource | undefined,
  plan: (event: Stripe.Event) => number,
  storedAt: number,
): Stripe.Event {
  // Whatever version the request asked for, events are kept in the account's own.
  const view = { ...ctx.view, apiVersion: ctx.scope.eventVersion, isPublishable: false };
  const shown = resource === undefined ? object : present(resource, object, view);
  const shownBefore = resource === undefined || before === undefined ? before : present(resource, before, view);
  const event = {
    id: ctx.id('evt'),
    object: 'event',
    ...(ctx.isConnected ? { account: ctx.account } : {}),
    api_version: ctx.scope.eventVersion,
    created: ctx.now,
    data: {
      object: shown,
      ...(shownBefore === undefined ? {} : { previous_attributes: previousAttributes(shownBefore, shown) }),
    },
    livemode: false,
    pending_webhooks: 0,
    request: { id: ctx.scope.cause.requestId, idempotency_key: ctx.scope.cause.idempotencyKey },
    type,
  } as unknown as Stripe.Event;
  const pending = plan(event);
  dropExpired(ctx, storedAt);
  const stored = { ...event, pending_webhooks: pending };
  const hidden = { pending, hasFailed: false, ...(storedAt === ctx.now ? {} : { storedAt }) };
  return ctx.insert(events, stored, hidden);
}

/** Keeps an event of an account that nobody may ask any more where its platform finds it. */
export function handOver(from: Context, to: Context, { id }: Stripe.Event): void {
  const row = from.store.row(events, from.account, id);
  if (row === undefined) return;
  from.store.purge(row);
  to.insert(events, row.object, row.hidden);
}

/** Whether Stripe would have forgotten an event by now. */
export function isExpired(
  { created, hidden }: Pick<Row<Stripe.Event, EventHidden>, 'created' | 'hidden'>,
  now: number,
): boolean {
  return (hidden.storedAt ?? created) < now - EVENT_RETENTION_SECONDS;
}

/** Each new event makes room by dropping at most two that are older than Stripe would keep. */
function dropExpired(ctx: Context, now: number): void {
  // A test clock may be years ahead: by its time nothing of today would be kept.
  if (ctx.timeline !== null) return;
  for (const row of ctx.store.oldest(events, ctx.account, 2))
    if (isExpired(row as Row<Stripe.Event, EventHidden>, now)) ctx.store.purge(row);
}
