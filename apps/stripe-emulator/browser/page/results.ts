import { hashAt, type ApiAnswer, type ApiObject, type Params } from '../shared/api-client.js';
import type { StripeError } from '../shared/errors.js';

/** `payment_intent` becomes `paymentIntent`, as results are named. */
export type Result = Readonly<Record<string, unknown>> & { readonly error?: StripeError };

const NAMES: Readonly<Record<string, string>> = {
  payment_intent: 'paymentIntent',
  setup_intent: 'setupIntent',
  payment_method: 'paymentMethod',
  confirmation_token: 'confirmationToken',
};

/** The object under its name, or the error. */
export function resultOf(answer: ApiAnswer): Result {
  if (answer.error !== undefined) return { error: answer.error };
  const { object } = answer;
  return { [NAMES[object.object] ?? object.object]: object };
}

/** Which intent a client secret is of. */
export interface IntentName {
  readonly id: string;
  readonly clientSecret: string;
  readonly isSetup: boolean;
  /** E.g. `/v1/payment_intents/pi_1`. */
  readonly path: string;
}

export function intentOf(clientSecret: string): IntentName | undefined {
  const id = /^((?:pi|seti)_\w+)_secret_\w+$/.exec(clientSecret)?.[1];
  if (id === undefined) return undefined;
  const isSetup = id.startsWith('seti_');
  return { id, clientSecret, isSetup, path: `/v1/${isSetup ? 'setup' : 'payment'}_intents/${id}` };
}

/** How an intent that went through its challenge is told: a failed one is an error that holds it. */
export function outcomeOf(intent: ApiObject): Result {
  const object = intent as unknown as Params;
  const key = intent.object === 'setup_intent' ? 'last_setup_error' : 'last_payment_error';
  const failure = hashAt(object, key);
  if (intent['status'] !== 'requires_payment_method' || Object.keys(failure).length === 0)
    return resultOf({ object: intent });
  return { error: { ...(failure as unknown as StripeError), [intent.object]: intent } };
}
