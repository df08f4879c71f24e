import type Stripe from 'stripe';
import { API_VERSION } from '../core/api-version.js';
import type { Emulator } from '../core/emulator.js';
import { events } from '../core/events.js';
import type { ApiObject } from '../core/resource.js';
import type { ThinEvent } from '../core/thin-events.js';
import { previousAttributes, withPrevious } from '../core/previous-attributes.js';
import { present } from '../core/view.js';
import type { Taker } from './endpoints.js';
import { signatureHeader } from './signature.js';

export interface SignedPayload {
  readonly payload: string;
  readonly headers: Record<string, string>;
}

/** An event as an endpoint gets it: in its API version, signed with its secret by the machine's clock. */
export function signedPayload(
  emulator: Emulator,
  event: Stripe.Event | ThinEvent,
  account: string,
  { object: endpoint, hidden }: Taker,
  hasWrongSignature: boolean,
): SignedPayload {
  const sent = isThinEvent(event)
    ? notificationOf(event)
    : rendered(emulator, event, account, endpoint.api_version ?? API_VERSION);
  const payload = JSON.stringify(sent, null, 2);
  const secret = hasWrongSignature ? 'whsec_not_the_secret' : hidden.secret;
  return {
    payload,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'Cache-Control': 'no-cache',
      'Stripe-Signature': signatureHeader(payload, secret, Math.floor(Date.now() / 1000)),
    },
  };
}

const isThinEvent = (event: Stripe.Event | ThinEvent): event is ThinEvent => event.object === 'v2.core.event';

/** What is pushed of an event of `/v2` has no data: whoever wants it fetches the event. */
function notificationOf({ changes: _, data: __, ...event }: ThinEvent): object {
  return event;
}

function rendered(emulator: Emulator, event: Stripe.Event, account: string, version: string): Stripe.Event {
  const { store, clock, registry } = emulator;
  const view = { store, account, apiVersion: version, now: clock.now, isPublishable: false };
  const current = present(events, event, view);
  if (version === event.api_version) return current;
  const object = event.data.object as ApiObject;
  const resource = registry.resources.get(object.object);
  const shown = resource === undefined ? object : present(resource, object, view);
  const previous = event.data.previous_attributes;
  const changes =
    resource === undefined || previous === undefined
      ? {}
      : { previous_attributes: previousAttributes(present(resource, withPrevious(object, previous), view), shown) };
  return { ...current, api_version: version, data: { ...event.data, object: shown, ...changes } } as Stripe.Event;
}
