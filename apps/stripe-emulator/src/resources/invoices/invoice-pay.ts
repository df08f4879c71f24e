import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, StripeError } from '../../core/errors.js';
import { customers } from '../customers/customer.resource.js';
import { confirmPaymentIntent } from '../payment-intents/payment-intent-confirm.js';
import { authenticationNeed } from '../payment-methods/authentication.js';
import { resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { payableIntent } from './invoice-intent.js';
import { failCollection, unplan } from './invoice-settle.js';
import { invoices, subscriptionIdOf } from './invoice.resource.js';

export interface CollectOptions {
  /** Instead of the default one. */
  readonly paymentMethod?: string;
  readonly offSession: boolean;
  readonly mayRequireAction?: boolean;
}

export interface Collection {
  readonly invoice: Stripe.Invoice;
  readonly outcome: 'paid' | 'failed' | 'requires_action' | 'processing' | 'no_payment_method';
  /** For the caller to throw; it keeps what the attempt left behind. */
  readonly error: StripeError | null;
}

/**
 * Tries to collect an open invoice now. A decline is an outcome, not a throw; what it changes on the invoice, and what
 * becomes of the payment later, is done by the reactions to its PaymentIntent.
 */
export function collectInvoice(ctx: Context, id: string, options: CollectOptions): Collection {
  const before = ctx.require(invoices, id);
  assertOpen(before);
  const chosen = options.paymentMethod ?? defaultMethodOf(ctx, before);
  const answer = (outcome: Collection['outcome'], error: StripeError | null = null): Collection => ({
    invoice: ctx.require(invoices, id),
    outcome,
    error,
  });
  if (chosen === null) return answer('no_payment_method');
  const method = resolvePaymentMethod(ctx, chosen).id;
  unplan(ctx, id);
  const intent = payableIntent(ctx, before);
  try {
    const confirmed = confirmPaymentIntent(ctx, intent.id, {
      payment_method: method,
      ...(needsHolder(ctx, method) ? {} : { off_session: true }),
    });
    if (confirmed.status === 'requires_action') return answer('requires_action');
    return answer(confirmed.status === 'processing' ? 'processing' : 'paid');
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    if (!error.keepsChanges) throw error;
    return answer('failed', error);
  }
}

/** The same by the clock, which has nobody to tell: whatever goes wrong is a failed attempt. */
export function collectUnattended(ctx: Context, id: string): void {
  try {
    const { outcome } = collectInvoice(ctx, id, { offSession: true });
    if (outcome === 'no_payment_method') failCollection(ctx, id, false);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    failCollection(ctx, id);
  }
}

/** @throws StripeError for an invoice that nothing can be paid on */
export function assertOpen(invoice: Stripe.Invoice): void {
  if (invoice.status === 'paid') throw invalidRequest('Invoice is already paid');
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
    throw invalidRequest(`You can only pass in open invoices. This invoice isn't open.`);
}

/** Cards whose issuer wants the holder even for payments that were agreed before. */
function needsHolder(ctx: Context, id: string): boolean {
  const method = ctx.find(paymentMethods, id);
  if (method === undefined) return false;
  const { card, isSetUp } = ctx.hidden(paymentMethods, method.id);
  const testCard = card === null ? undefined : testCardByName(card);
  if (testCard === undefined) return false;
  return authenticationNeed(testCard, { isOffSession: true, isSetUp, requested: null }) === 'refuse';
}

type WithDefaults = Partial<Pick<Stripe.Subscription, 'default_payment_method' | 'default_source'>>;

/** Of the invoice, else its subscription, else its customer; a method of payment before a source. */
export function defaultMethodOf(ctx: Context, invoice: Stripe.Invoice): string | null {
  const subscriptionId = subscriptionIdOf(invoice);
  const resource = ctx.engine.resource('subscription');
  const subscription = (
    subscriptionId === null || resource === undefined ? undefined : ctx.find(resource, subscriptionId)
  ) as WithDefaults | undefined;
  const customer = ctx.find(customers, invoice.customer as string);
  const chosen =
    invoice.default_payment_method ??
    invoice.default_source ??
    subscription?.default_payment_method ??
    subscription?.default_source ??
    customer?.invoice_settings.default_payment_method ??
    customer?.default_source ??
    null;
  return chosen as string | null;
}
