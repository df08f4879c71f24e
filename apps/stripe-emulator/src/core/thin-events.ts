import type { Context } from './context.js';
import type { EventHidden } from './events.js';
import { defineResource } from './resource.js';

/** An event of `/v2`: it says what happened to which object, and leaves the object to be fetched. */
export interface ThinEvent {
  readonly id: string;
  readonly object: 'v2.core.event';
  readonly changes?: Readonly<Record<string, unknown>>;
  /** The account it is about, where that is not the one it is sent to. */
  readonly context?: string;
  /** ISO 8601. */
  readonly created: string;
  readonly data?: object;
  readonly livemode: false;
  readonly reason?: { readonly type: 'request'; readonly request: { id: string; idempotency_key: string } };
  readonly related_object?: { readonly id: string; readonly type: string; readonly url: string };
  /** The `evt_` event that says the same in full. */
  readonly snapshot_event?: string;
  readonly type: string;
}

export const thinEvents = defineResource<ThinEvent, EventHidden>({
  object: 'v2.core.event',
  idPrefix: 'evt_test',
  filters: { type: (event) => event.type, object_id: (event) => event.related_object?.id },
});

export type ThinEventDraft = Pick<ThinEvent, 'type' | 'changes' | 'data' | 'related_object' | 'snapshot_event'>;

/** Makes the event; its place in lists is the second it happened in. */
export function thinEventOf(ctx: Context, draft: ThinEventDraft): ThinEvent {
  const { requestId, idempotencyKey } = ctx.scope.cause;
  return {
    id: ctx.id(thinEvents.idPrefix),
    object: 'v2.core.event',
    ...(ctx.isConnected ? { context: ctx.account } : {}),
    created: isoTime(ctx.now),
    livemode: false,
    ...(requestId === null
      ? {}
      : { reason: { type: 'request', request: { id: requestId, idempotency_key: idempotencyKey ?? requestId } } }),
    ...draft,
  };
}

/** How `/v2` writes a moment. @param seconds Unix seconds */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
