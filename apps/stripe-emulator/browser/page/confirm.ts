import {
  callApi,
  hashAt,
  merged,
  textAt,
  type ApiAnswer,
  type Credentials,
  type Params,
} from '../shared/api-client.js';
import { IntegrationError } from '../shared/errors.js';
import { Element } from './element.js';
import type { Elements } from './elements.js';
import { handleAction, leaveFor } from './next-action.js';
import { intentOf, resultOf, type IntentName, type Result } from './results.js';

export interface ConfirmOptions {
  readonly elements?: Elements;
  readonly clientSecret?: string;
  readonly confirmParams?: Params;
  readonly redirect?: 'always' | 'if_required';
}

/** `stripe.confirmPayment` and `stripe.confirmSetup`. */
export async function confirmIntent(
  credentials: Credentials,
  caller: string,
  options: ConfirmOptions,
): Promise<Result> {
  const { elements, confirmParams = {}, redirect = 'always' } = options;
  const name = requireIntent(caller, options);
  const returnUrl = textAt(confirmParams, 'return_url');
  if (redirect === 'always' && returnUrl === undefined)
    throw new IntegrationError(
      `${caller}: the \`confirmParams.return_url\` argument is required when \`redirect\` is not \`if_required\`.`,
    );
  elements?.assertSubmitted(caller);
  if (elements !== undefined && !elements.isDeferred) {
    const { error } = await elements.submit();
    if (error !== undefined) return { error };
  }
  const answer = await sendConfirmation(credentials, name, elements, confirmParams);
  if (answer.error !== undefined) return resultOf(answer);
  const result = await handleAction(credentials, name, answer.object);
  if (result.error !== undefined || redirect === 'if_required' || returnUrl === undefined) return result;
  return leaveFor(addressAfter(returnUrl, name, result));
}

function requireIntent(caller: string, { elements, clientSecret }: ConfirmOptions): IntentName {
  const secret = clientSecret ?? elements?.clientSecret;
  if (secret === undefined)
    throw new IntegrationError(
      `${caller}: when elements was created without a clientSecret, a clientSecret of the intent must be passed.`,
    );
  const name = intentOf(secret);
  if (name === undefined)
    throw new IntegrationError(
      `Invalid value for ${caller}: clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${secret}.`,
    );
  const wantsSetup = caller.includes('Setup');
  if (name.isSetup !== wantsSetup)
    throw new IntegrationError(
      `Invalid value for ${caller}: you passed a client secret of a ${name.isSetup ? 'SetupIntent' : 'PaymentIntent'}.`,
    );
  return name;
}

function sendConfirmation(
  credentials: Credentials,
  name: IntentName,
  elements: Elements | undefined,
  confirmParams: Params,
): Promise<ApiAnswer> {
  const { payment_method_data: given, ...rest } = confirmParams;
  const other = elements?.otherDetails();
  const isTokenized = ['payment_method', 'confirmation_token'].some((key) => rest[key] !== undefined);
  const params: Params = {
    ...(other?.shipping === undefined || name.isSetup ? {} : { shipping: other.shipping }),
    ...rest,
    client_secret: name.clientSecret,
    use_stripe_sdk: true,
  };
  const call = { method: 'POST', path: `${name.path}/confirm` } as const;
  if (elements === undefined || isTokenized)
    return callApi(credentials, { ...call, params: { ...params, payment_method_data: given } });
  const details = hashAt({ given }, 'given');
  const billing = merged(other?.billing ?? {}, hashAt(details, 'billing_details'));
  const data = merged(details, { billing_details: billing });
  return callWith(elements, elements.payment(), { ...call, params: { ...params, payment_method_data: data } });
}

/** Lets the element's frame call, which adds the payment method. */
async function callWith(
  elements: Elements,
  element: Element,
  call: { method: 'POST'; path: string; params: Params },
): Promise<ApiAnswer> {
  const link = await element.requireLink();
  const siblings = elements.siblingsOf(element);
  return link.call({ ...call, into: 'payment_method_data', as: 'payment_method', siblings });
}

const REDIRECT_STATUS: Readonly<Record<string, string>> = {
  succeeded: 'succeeded',
  requires_capture: 'succeeded',
  processing: 'pending',
};

/** Where the payer goes on, with what the page there needs to look the intent up. */
function addressAfter(returnUrl: string, { id, clientSecret, isSetup }: IntentName, result: Result): string {
  const url = new URL(returnUrl, window.location.href);
  const object = isSetup ? 'setup_intent' : 'payment_intent';
  const { status } = (result[isSetup ? 'setupIntent' : 'paymentIntent'] ?? {}) as { status?: string };
  url.searchParams.set(object, id);
  url.searchParams.set(`${object}_client_secret`, clientSecret);
  url.searchParams.set('redirect_status', REDIRECT_STATUS[status ?? ''] ?? 'succeeded');
  return url.href;
}
