import { randomBytes } from 'node:crypto';
import Stripe from 'stripe';

/** Secrets of this library's specs. */
export const SPEC_SECRETS = { platform: ['whsec_platform_one', 'whsec_platform_two'], connect: ['whsec_connect'] };

export interface MadeEvent {
  readonly id?: string;
  readonly type?: string;
  readonly objectId?: string;
  readonly account?: string;
  readonly livemode?: boolean;
  readonly created?: number;
  readonly object?: Record<string, unknown>;
}

/** An event as Stripe would write it. */
export function eventOf(made: MadeEvent = {}): Record<string, unknown> {
  const { id = `evt_${randomBytes(12).toString('hex')}`, objectId = `cus_${randomBytes(8).toString('hex')}` } = made;
  return {
    id,
    object: 'event',
    api_version: Stripe.API_VERSION,
    ...(made.account === undefined ? {} : { account: made.account }),
    created: made.created ?? Math.floor(Date.now() / 1_000),
    data: { object: { id: objectId, object: 'customer', ...made.object } },
    livemode: made.livemode ?? false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: made.type ?? 'customer.updated',
  };
}

export const bodyOf = (event: object): Buffer => Buffer.from(JSON.stringify(event, null, 2));

/** The Stripe-Signature header for these bytes. */
export function signed(body: Buffer, secret: string, timestampSeconds = Math.floor(Date.now() / 1_000)): string {
  const payload = body.toString('utf8');
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: timestampSeconds });
}
