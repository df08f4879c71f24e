import { createHash } from 'node:crypto';
import { conflict, StripeError } from '../errors.js';
import { idempotentAnswers, type IdempotentAnswer } from '../internal-resources.js';
import type { RawHash, RawValue } from '../params.js';
import type { Row, Store } from '../store.js';

const LIFETIME_SECONDS = 24 * 3600;
const MAX_KEY_LENGTH = 255;

/** What one key of one account is held by. */
export interface Claim {
  readonly account: string;
  readonly id: string;
  readonly fingerprint: string;
}

/** Stripe's idempotency keys: the first answer under a key is the answer for 24 hours of emulator time. */
export class Idempotency {
  private readonly inFlight = new Set<string>();

  constructor(private readonly store: Store) {}

  /**
   * Takes a key for one request; `release` it in the end.
   * @returns the kept answer when there is one, else the claim
   * @throws StripeError 409 while another request holds it, 400 when it was used for something else
   */
  claim(
    account: string,
    key: string,
    path: string,
    params: RawHash,
    now: number,
  ): { readonly kept: IdempotentAnswer } | { readonly claim: Claim } {
    if (key.length > MAX_KEY_LENGTH)
      throw new StripeError(
        400,
        'invalid_request_error',
        `Idempotency keys must be at most ${MAX_KEY_LENGTH} characters.`,
      );
    const id = `${account}|${key}`;
    if (this.inFlight.has(id))
      throw conflict(
        'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through). Please try again later.',
        'idempotency_key_in_use',
        'idempotency_error',
      );
    const fingerprint = fingerprintOf(path, params);
    const row = this.store.row(idempotentAnswers, account, id);
    if (row !== undefined && row.object.created > now - LIFETIME_SECONDS) {
      if (row.object.fingerprint === fingerprint) return { kept: row.object };
      throw new StripeError(
        400,
        'idempotency_error',
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    this.inFlight.add(id);
    return { claim: { account, id, fingerprint } };
  }

  release({ id }: Claim): void {
    this.inFlight.delete(id);
  }

  /** Keeps an answer, in the transaction that made it. Two that have expired make room for it. */
  keep(claim: Claim, answer: Pick<IdempotentAnswer, 'status' | 'body' | 'requestId'>, now: number): void {
    const old: readonly Row[] = this.store.oldest(idempotentAnswers, claim.account, 2);
    for (const row of old) if (row.created <= now - LIFETIME_SECONDS) this.store.purge(row);
    const expired = this.store.row(idempotentAnswers, claim.account, claim.id);
    if (expired !== undefined) this.store.purge(expired);
    const { id, fingerprint } = claim;
    const object = { id, object: '_idempotency', created: now, fingerprint, ...answer } as const;
    this.store.insert(idempotentAnswers, claim.account, now, object, undefined);
  }
}

function fingerprintOf(path: string, params: RawHash): string {
  return createHash('sha1').update(path).update('?').update(canonical(params)).digest('base64');
}

/** JSON with sorted keys: the same parameters in another order are the same request. */
function canonical(value: RawValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const hash = value as RawHash;
  const keys = Object.keys(hash).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(hash[key] ?? null)}`).join(',')}}`;
}
