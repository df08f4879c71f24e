import { hashAt, merged, textAt, type ApiAnswer, type Credentials, type Params } from '../shared/api-client.js';
import { IntegrationError } from '../shared/errors.js';
import { Element } from './element.js';
import { Elements } from './elements.js';
import { callThrough, splitElement } from './method-source.js';
import { resultOf, type Result } from './results.js';

interface FromElements {
  readonly elements?: unknown;
  readonly element?: unknown;
  readonly params?: Params;
}

/** `stripe.createPaymentMethod`: of elements, of one element, or of a description that may hold one. */
export async function createPaymentMethod(credentials: Credentials, ...given: readonly unknown[]): Promise<Result> {
  const [first, second, third] = given;
  // Long ago: createPaymentMethod('card', element, { billing_details }).
  const options = (
    typeof first === 'string'
      ? { type: first, ...(second instanceof Element ? { [first]: second, ...(third as object) } : (second as object)) }
      : first
  ) as FromElements & Readonly<Record<string, unknown>>;
  if (options.elements instanceof Elements || options.element instanceof Element) {
    const { elements, params = {} } = options;
    const element = elements instanceof Elements ? elements.payment() : (options.element as Element);
    if (elements instanceof Elements) elements.assertSubmitted('stripe.createPaymentMethod()');
    const other = elements instanceof Elements ? elements.otherDetails().billing : {};
    const billing = merged(other, hashAt(params, 'billing_details'));
    return create(credentials, element, '/v1/payment_methods', { ...params, billing_details: billing });
  }
  const { element, rest } = splitElement(options);
  if (textAt(rest, 'type') === undefined)
    throw new IntegrationError('Missing value for type: type should be a string.');
  return create(credentials, element, '/v1/payment_methods', rest);
}

function create(credentials: Credentials, element: Element | undefined, path: string, params: Params): Promise<Result> {
  const call = { method: 'POST', path, params, into: '', as: 'payment_method' } as const;
  return callThrough(credentials, element, call).then(resultOf);
}

/** `stripe.createToken`: of a card or IBAN element, or of data of a kind (`bank_account`, `pii`, `account`, ...). */
export async function createToken(credentials: Credentials, source: unknown, data: unknown = {}): Promise<Result> {
  if (source === 'cvc_update' && data instanceof Element)
    return token(credentials, data, { params: {}, into: 'cvc_update', as: 'cvc' });
  if (typeof source === 'string')
    return token(credentials, undefined, { params: { [source]: data as Params }, into: '', as: 'card_token' });
  if (!(source instanceof Element))
    throw new IntegrationError('You must provide a Stripe Element or a valid token type to create a Token.');
  const { name, currency, ...address } = data as Params;
  const card = merged({ name, currency }, address);
  return token(credentials, source, { params: { card }, into: '', as: 'card_token' });
}

async function token(
  credentials: Credentials,
  element: Element | undefined,
  call: { readonly params: Params; readonly into: string; readonly as: 'card_token' | 'cvc' },
): Promise<Result> {
  return resultOf(await callThrough(credentials, element, { method: 'POST', path: '/v1/tokens', ...call }));
}

/** `stripe.createSource`: a card or IBAN element with data, or data alone. */
export async function createSource(credentials: Credentials, source: unknown, data: unknown = {}): Promise<Result> {
  const call = { method: 'POST', path: '/v1/sources' } as const;
  if (!(source instanceof Element))
    return resultOf(
      await callThrough(credentials, undefined, { ...call, params: source as Params, into: '', as: 'payment_method' }),
    );
  const made = await createToken(credentials, source);
  if (made.error !== undefined) return made;
  const { id } = made['token'] as { id: string };
  const params = merged({ type: 'card', token: id }, data as Params);
  return resultOf(await callThrough(credentials, undefined, { ...call, params, into: '', as: 'payment_method' }));
}

/** `stripe.createConfirmationToken`: what the form holds, for the server to look at before it confirms. */
export async function createConfirmationToken(
  credentials: Credentials,
  { elements, params = {} }: FromElements,
): Promise<Result> {
  if (!(elements instanceof Elements))
    throw new IntegrationError('stripe.createConfirmationToken(): elements must be an Elements group.');
  elements.assertSubmitted('stripe.createConfirmationToken()');
  const element = elements.payment();
  const { billing, shipping } = elements.otherDetails();
  const { payment_method_data: given, ...rest } = params;
  const details = hashAt({ given }, 'given');
  const data = merged(details, { billing_details: merged(billing, hashAt(details, 'billing_details')) });
  const answer: ApiAnswer = await callThrough(credentials, element, {
    method: 'POST',
    path: '/v1/confirmation_tokens',
    params: {
      setup_future_usage: elements.setupFutureUsage,
      ...(shipping === undefined ? {} : { shipping }),
      ...rest,
      payment_method_data: data,
    },
    into: 'payment_method_data',
    as: 'payment_method',
  });
  return resultOf(answer);
}
