import { createHash, createHmac } from 'node:crypto';
import type { AppConfig } from '@guildhall/config';

/** Who places an order. */
export type OrderOwner = { readonly userId: string } | { readonly guestEmail: string };

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * What makes a request the same request: who asks, under which Idempotency-Key, for what. An e-mail address is no
 * secret, so guessing a guest's key is not enough to be given that guest's order.
 */
export function requestKeyOf(owner: OrderOwner, idempotencyKey: string, request: readonly unknown[]): string {
  const who = 'userId' in owner ? `user:${owner.userId}` : 'guest';
  const what = 'userId' in owner ? request : [owner.guestEmail.toLowerCase(), request];
  return `${who}:${sha256(JSON.stringify([idempotencyKey, what]))}`;
}

/**
 * The token with which a guest sees the order. Computed, so that a repeated request gets the same one although only
 * its hash is stored; from the Stripe key, the one secret this process has, so that the database does not give it away.
 */
export function guestTokenOf(requestKey: string, { stripe }: AppConfig): string {
  const secret = createHmac('sha256', stripe.secretKey).update('guildhall guest order token').digest();
  return `ot_${createHmac('sha256', secret).update(requestKey).digest('base64url')}`;
}
