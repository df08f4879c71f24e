import { isUtf8 } from 'node:buffer';
import Stripe from 'stripe';
import { WebhookSignatureInvalid } from './webhook.errors.js';

/** Both ways: the SDK itself bounds only the past. */
const TOLERANCE_SECONDS = 300;

/**
 * Checks a delivery's raw bytes against every active secret of its endpoint.
 *
 * The SDK checks the text it decodes from the bytes. Decoding is one-to-one only for well-formed UTF-8 without a byte
 * order mark, so anything else is refused first: then no other bytes pass for the signed ones.
 *
 * @param secrets the endpoint's, two during a rotation
 * @param nowMs clock, for tests
 * @throws WebhookSignatureInvalid with a reason that repeats nothing of the delivery
 */
export function verifySignature(
  body: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  nowMs: number = Date.now(),
): void {
  if (secrets.length === 0) throw new WebhookSignatureInvalid('this endpoint has no signing secret');
  if (header === undefined || header === '')
    throw new WebhookSignatureInvalid('the Stripe-Signature header is missing');
  if (body.length === 0) throw new WebhookSignatureInvalid('the body is empty');
  if (!isUtf8(body) || startsWithByteOrderMark(body)) throw new WebhookSignatureInvalid('the body is not plain UTF-8');
  const ageSeconds = nowMs / 1_000 - signedAtSeconds(header);
  if (Math.abs(ageSeconds) > TOLERANCE_SECONDS) {
    throw new WebhookSignatureInvalid(`it was signed more than ${TOLERANCE_SECONDS} seconds ago or from now`);
  }
  if (!secrets.some((secret) => isSignedWith(secret, body, header))) {
    throw new WebhookSignatureInvalid('no signature matches an active secret');
  }
}

/** Exactly one `t`: with two, which one counts would be a matter of taste. */
function signedAtSeconds(header: string): number {
  const stamps = header.split(',').filter((part) => part.startsWith('t='));
  const stamp = /^t=(\d{1,12})$/.exec(stamps[0] ?? '');
  if (stamps.length !== 1 || stamp === null) throw new WebhookSignatureInvalid('the header names no single time');
  return Number(stamp[1]);
}

function isSignedWith(secret: string, body: Buffer, header: string): boolean {
  try {
    // 0: the age has been checked, in both directions.
    return Stripe.webhooks.signature?.verifyHeader(body, header, secret, 0) ?? false;
  } catch {
    // Its signature error, or a plain one: it stumbles over an empty `v1=`. Neither is a match.
    return false;
  }
}

function startsWithByteOrderMark(body: Buffer): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}
