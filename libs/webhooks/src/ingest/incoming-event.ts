import { PayloadTooDeep, storedPayload } from './stored-payload.js';
import { WebhookEventRefused } from './webhook.errors.js';

/** The two endpoints that Stripe delivers to; each has its own secrets. */
export type WebhookEndpoint = 'platform' | 'connect';

/** An event on its way into the inbox. */
export interface IncomingEvent {
  /** Empty for the platform's own. */
  readonly stripeAccount: string;
  readonly eventId: string;
  readonly type: string;
  /** Id of `data.object`; empty where it has none (a balance). */
  readonly objectId: string;
  readonly apiVersion: string | null;
  readonly livemode: boolean;
  readonly stripeCreatedAt: Date;
  readonly source: 'webhook' | 'backfill';
  /** JSON text without client secrets. */
  readonly payload: string;
}

/** What is relied on; everything else is kept as it came. */
interface EventShape {
  id: string;
  object: 'event';
  type: string;
  created: number;
  livemode: boolean;
  api_version: string | null;
  account?: string;
  data: { object: { id?: unknown } };
}

/**
 * Reads a delivery whose signature has been checked.
 * @throws WebhookEventRefused when it is no event, of the other mode, or of the other endpoint
 */
export function readDelivery(body: Buffer, endpoint: WebhookEndpoint, livemode: boolean): IncomingEvent {
  const text = body.toString('utf8');
  const event = toIncomingEvent(parse(text), text, 'webhook');
  if (event.livemode !== livemode) {
    throw new WebhookEventRefused(`it is of ${event.livemode ? 'live' : 'test'} mode, this platform runs in the other`);
  }
  if (endpoint === 'connect' && event.stripeAccount === '') {
    throw new WebhookEventRefused('it names no connected account; the Connect endpoint takes only those that do');
  }
  if (endpoint === 'platform' && event.stripeAccount !== '') {
    throw new WebhookEventRefused('it is of a connected account; those belong to the Connect endpoint');
  }
  return event;
}

/** The same for an event that Stripe was asked for. @param stripeAccount whose list it was in; empty for the platform */
export function readListed(event: object, stripeAccount: string): IncomingEvent {
  return { ...toIncomingEvent(event, JSON.stringify(event), 'backfill'), stripeAccount };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WebhookEventRefused('it is not JSON');
  }
}

function toIncomingEvent(event: unknown, text: string, source: IncomingEvent['source']): IncomingEvent {
  if (!isEvent(event)) throw new WebhookEventRefused('it does not have the shape of an event');
  const objectId = event.data.object.id;
  return {
    stripeAccount: event.account ?? '',
    eventId: event.id,
    type: event.type,
    objectId: typeof objectId === 'string' ? objectId : '',
    apiVersion: event.api_version,
    livemode: event.livemode,
    stripeCreatedAt: new Date(event.created * 1_000),
    source,
    payload: payloadOf(event, text),
  };
}

function payloadOf(event: object, text: string): string {
  try {
    return storedPayload(text, event);
  } catch (error) {
    if (error instanceof PayloadTooDeep) throw new WebhookEventRefused('it is nested too deep');
    throw error;
  }
}

const NAME = /^[\w.:-]{1,255}$/;

function isEvent(value: unknown): value is EventShape {
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Partial<Record<keyof EventShape, unknown>>;
  const object = (event.data as { object?: unknown } | null | undefined)?.object;
  return (
    event.object === 'event' &&
    typeof event.id === 'string' &&
    NAME.test(event.id) &&
    typeof event.type === 'string' &&
    NAME.test(event.type) &&
    Number.isSafeInteger(event.created) &&
    Number(event.created) >= 0 &&
    Number(event.created) < 100_000_000_000 &&
    typeof event.livemode === 'boolean' &&
    (event.api_version === null || (typeof event.api_version === 'string' && NAME.test(event.api_version))) &&
    (event.account === undefined || (typeof event.account === 'string' && /^acct_\w{1,250}$/.test(event.account))) &&
    typeof object === 'object' &&
    object !== null &&
    isObjectId((object as { id?: unknown }).id)
  );
}

/** Long enough for any of Stripe's; a longer one would not fit an index. */
function isObjectId(id: unknown): boolean {
  return typeof id !== 'string' || (id.length <= 255 && !/[\p{Cc}\p{Cs}]/u.test(id));
}
