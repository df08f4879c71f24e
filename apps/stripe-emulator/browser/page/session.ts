import { callApi, hashAt, textAt, type Credentials, type Params } from '../shared/api-client.js';
import type { StripeError } from '../shared/errors.js';
import type { SavedMethod } from '../shared/protocol.js';

/** What the Payment Element must know before it can be shown. */
export interface Session {
  readonly methods: readonly string[];
  readonly needs: Readonly<Record<string, readonly string[]>>;
  readonly savedMethods: readonly SavedMethod[];
  readonly mode: 'payment' | 'setup';
  readonly businessName: string;
  readonly country: string;
  readonly savesForLater: boolean;
}

/** The API's reason for not letting the element load. */
export class LoadFailure extends Error {
  constructor(readonly error: StripeError) {
    super(error.message);
  }
}

const DEFERRED = {
  amount: 'amount',
  currency: 'currency',
  mode: 'mode',
  setupFutureUsage: 'setup_future_usage',
  setup_future_usage: 'setup_future_usage',
  captureMethod: 'capture_method',
  capture_method: 'capture_method',
  paymentMethodTypes: 'payment_method_types',
  payment_method_types: 'payment_method_types',
  allowedPaymentMethodTypes: 'payment_method_types',
  excludedPaymentMethodTypes: 'excluded_payment_method_types',
  onBehalfOf: 'on_behalf_of',
  on_behalf_of: 'on_behalf_of',
  paymentMethodConfiguration: 'payment_method_configuration',
  payment_method_configuration: 'payment_method_configuration',
} as const;

/** Asks which payment methods there are for an intent, or for one to come. @throws LoadFailure */
export async function loadSession(credentials: Credentials, options: Params): Promise<Session> {
  const secret = textAt(options, 'clientSecret');
  const deferred = Object.fromEntries(
    Object.entries(DEFERRED)
      .filter(([option]) => options[option] !== undefined && options[option] !== null)
      .map(([option, name]) => [name, options[option]]),
  );
  const type =
    secret === undefined ? 'deferred_intent' : secret.startsWith('seti_') ? 'setup_intent' : 'payment_intent';
  const answer = await callApi(credentials, {
    method: 'GET',
    path: '/v1/elements/sessions',
    params: {
      type,
      locale: textAt(options, 'locale'),
      client_secret: secret,
      customer_session_client_secret: textAt(options, 'customerSessionClientSecret'),
      ...(secret === undefined ? { deferred_intent: deferred } : {}),
    },
  });
  if (answer.error !== undefined) throw new LoadFailure(answer.error);
  return sessionOf(answer.object as unknown as Params, textAt(options, 'mode') ?? null);
}

function sessionOf(session: Params, mode: string | null): Session {
  const preference = hashAt(session, 'payment_method_preference');
  const intent = { ...hashAt(preference, 'payment_intent'), ...hashAt(preference, 'setup_intent') };
  const customer = hashAt(session, 'customer');
  const isSetup = textAt(preference, 'type') === 'setup_intent' || mode === 'setup';
  return {
    methods: preference['ordered_payment_method_types'] as readonly string[],
    needs: needsOf((session['payment_method_specs'] ?? []) as readonly Params[]),
    savedMethods: ((customer['payment_methods'] ?? []) as readonly Params[]).map(savedMethod),
    mode: isSetup ? 'setup' : 'payment',
    businessName: textAt(session, 'business_name') ?? 'this business',
    country: textAt(preference, 'country_code') ?? 'US',
    savesForLater: isSetup || textAt(intent, 'setup_future_usage') !== undefined,
  };
}

function needsOf(specs: readonly Params[]): Readonly<Record<string, readonly string[]>> {
  const entries = specs.map((spec): [string, string[]] => {
    const fields = (spec['fields'] ?? []) as readonly Params[];
    return [textAt(spec, 'type') ?? '', fields.map((field) => textAt(field, 'type') ?? '')];
  });
  return Object.fromEntries(entries);
}

function savedMethod(method: Params): SavedMethod {
  const type = textAt(method, 'type') ?? '';
  const details = hashAt(method, type);
  const brand = textAt(details, 'brand') ?? textAt(details, 'bank_name') ?? type;
  const name = brand.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
  return { id: textAt(method, 'id') ?? '', type, label: `${name} •••• ${textAt(details, 'last4') ?? ''}`, method };
}
