import Stripe from 'stripe';
import { wasNeverSent } from './guarded-http-client.js';
import { RequestBudgetExhausted } from './request-budget.js';

/**
 * What a failed call means for whoever made it.
 * - `rejected`: Stripe said no for good; the same again gets the same answer
 * - `retry`: it did not happen (not sent, or the key is in use right now); send the same again
 * - `rate_limited`: it did not happen, there is too much going on; send the same again, later
 * - `ambiguous`: it may or may not have happened; only the same idempotency key may be sent again
 * - `misconfigured`: it did not happen, our key, its permissions or our parameters are at fault; a person must look
 */
export type Verdict = 'rejected' | 'retry' | 'ambiguous' | 'rate_limited' | 'misconfigured';

/** The facts of a failure that may be stored and shown: no card data, no secrets. */
export interface StripeProblem {
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly message: string;
  readonly param: string | null;
  readonly statusCode: number | null;
  readonly requestId: string | null;
}

export function classify(error: unknown): Verdict {
  if (!(error instanceof Stripe.errors.StripeError)) return 'ambiguous';
  if (error instanceof Stripe.errors.StripeConnectionError) return classifyConnection(error.detail);
  const { statusCode, code } = error;
  if (statusCode === undefined || statusCode >= 500) return 'ambiguous';
  if (statusCode === 429 || code === 'lock_timeout') return 'rate_limited';
  if (statusCode === 409) return 'retry';
  if (statusCode === 401 || statusCode === 403) return 'misconfigured';
  // The key was used with other parameters: sending them under a new key could do it twice.
  if (error instanceof Stripe.errors.StripeIdempotencyError) return 'misconfigured';
  return 'rejected';
}

function classifyConnection(detail: unknown): Verdict {
  if (detail instanceof RequestBudgetExhausted) return 'rate_limited';
  return wasNeverSent(detail) ? 'retry' : 'ambiguous';
}

/** Stripe repeated a stored answer: the same key will only ever get this one. */
export function wasReplayed(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.headers?.['idempotent-replayed'] === 'true';
}

/** @returns what may be kept of any error */
export function toProblem(error: unknown): StripeProblem {
  if (error instanceof Stripe.errors.StripeError) {
    return {
      type: error.rawType ?? error.type,
      code: error.code ?? null,
      declineCode: error.decline_code ?? null,
      message: withoutSecrets(error.message),
      param: error.param ?? null,
      statusCode: error.statusCode ?? null,
      requestId: error.requestId ?? null,
    };
  }
  const message = withoutSecrets(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  return {
    type: 'internal_error',
    code: null,
    declineCode: null,
    message,
    param: null,
    statusCode: null,
    requestId: null,
  };
}

/** Takes out keys, client secrets and anything as long as a card or account number. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b(sk|rk|pk)_(test|live)_[\w*]+/g, '$1_$2_...')
    .replace(/\bwhsec_\w+/g, 'whsec_...')
    .replace(/_secret_\w+/g, '_secret_...')
    .replace(/\b\d(?:[ -]?\d){11,18}\b/g, '...');
}
