import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { customers } from '../customers/customer.resource.js';
import {
  createPaymentMethod,
  resolvePaymentMethod,
  type PaymentMethodData,
} from '../payment-methods/payment-method-factory.js';
import { isRedirecting, METHOD_KINDS } from '../payment-methods/method-kinds.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';

/** Methods that are offered when the integration leaves the choice to Stripe, by currency. */
const AUTOMATIC: Readonly<Record<string, readonly string[]>> = {
  eur: ['card', 'ideal', 'sepa_debit'],
  usd: ['card', 'us_bank_account'],
};
interface MethodChoice {
  readonly currency: string | null;
  readonly explicit: readonly string[] | undefined;
  readonly excluded: readonly string[] | null | undefined;
  readonly allowsRedirects: boolean;
  /** Whether the account's configuration offers a method; all of them unless told. */
  readonly isOffered?: (type: string) => boolean;
}

/** The `payment_method_types` of an intent. */
export function methodTypesOf({ currency, explicit, excluded, allowsRedirects, isOffered }: MethodChoice): string[] {
  for (const type of explicit ?? []) {
    const currencies = METHOD_KINDS[type]?.currencies;
    if (currency !== null && currencies !== undefined && !currencies.includes(currency))
      throw invalidRequest(
        `The currency provided (${currency}) is invalid for the payment method type \`${type}\`. Payments with ${type} support the following currencies: ${currencies.join(', ')}.`,
        { param: 'payment_method_types' },
      );
  }
  const offered = explicit ?? AUTOMATIC[currency ?? ''] ?? ['card'];
  return offered.filter(
    (type) =>
      excluded?.includes(type) !== true &&
      (explicit !== undefined ||
        ((allowsRedirects || !isRedirecting(type)) && (isOffered === undefined || isOffered(type)))),
  );
}

/** The payment method that a request names or describes. */
export function methodOf(
  ctx: Context,
  params: { payment_method?: string; payment_method_data?: PaymentMethodData; source?: string },
): Stripe.PaymentMethod | undefined {
  if (params.payment_method_data !== undefined) return createPaymentMethod(ctx, params.payment_method_data);
  const { payment_method: id, source } = params;
  if (id !== undefined) return resolvePaymentMethod(ctx, id);
  return source === undefined ? undefined : resolvePaymentMethod(ctx, source, 'source');
}

/** @throws StripeError when an intent may not use this payment method */
export function assertUsable(
  ctx: Context,
  method: Stripe.PaymentMethod,
  intent: { customer: string | null; types: readonly string[]; kind: 'PaymentIntent' | 'SetupIntent' },
): void {
  if (!intent.types.includes(method.type))
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this ${intent.kind}. Please attach a PaymentMethod of one of the following types: ${intent.types.join(', ')}. Alternatively update the allowed payment_method_types for this ${intent.kind} to include "${method.type}".`,
      { code: 'payment_intent_invalid_parameter', param: 'payment_method' },
    );
  const owner = method.customer as string | null;
  if (owner !== null && intent.customer === null)
    throw invalidRequest(
      `The PaymentMethod ${method.id} belongs to a Customer ${owner}. Please include the Customer in the \`customer\` parameter on the ${intent.kind}.`,
      { param: 'payment_method' },
    );
  if (owner !== null && owner !== intent.customer)
    throw invalidRequest(
      `The provided PaymentMethod (${method.id}) does not belong to the Customer (${intent.customer}) of this ${intent.kind}.`,
      { param: 'payment_method' },
    );
  if (owner === null && ctx.hidden(paymentMethods, method.id).isSpent)
    throw invalidRequest(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
    );
}

/** @throws StripeError when there is no such customer */
export function assertCustomer(ctx: Context, customer: string | null | undefined): void {
  if (customer != null) ctx.require(customers, customer, 'customer');
}
