import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, StripeError } from '../../core/errors.js';
import { finalizeInvoice } from '../invoices/invoice-finalize.js';
import { collectInvoice } from '../invoices/invoice-pay.js';

export type PaymentBehavior =
  'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete';

/** How the payment that a change asked for at once came out; `awaited` when nobody tried. */
export type PaymentOutcome = 'paid' | 'processing' | 'failed' | 'requires_action' | 'awaited';

/**
 * Finalizes an invoice and collects it, as far as the behavior wants it.
 * @throws StripeError 400 when the customer has nothing to pay with; 402 under `error_if_incomplete`
 */
export function settleNow(
  ctx: Context,
  invoiceId: string,
  behavior: PaymentBehavior,
  isOffSession: boolean,
): PaymentOutcome {
  const invoice = finalizeInvoice(ctx, invoiceId);
  if (invoice.status === 'paid') return 'paid';
  if (behavior === 'default_incomplete') return 'awaited';
  const { outcome, error } = collectInvoice(ctx, invoiceId, { offSession: isOffSession, mayRequireAction: true });
  if (outcome === 'no_payment_method') throw noPaymentMethod();
  if (outcome === 'paid' || outcome === 'processing') return outcome;
  if (behavior === 'error_if_incomplete') throw refusal(outcome, error);
  return outcome;
}

function noPaymentMethod(): StripeError {
  return invalidRequest(
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.',
    { code: 'resource_missing' },
  );
}

/** The error of a change that is undone because it was not paid. */
function refusal(outcome: 'failed' | 'requires_action', error: StripeError | null): StripeError {
  if (outcome === 'requires_action' || error === null)
    return new StripeError(
      402,
      'card_error',
      'Payment for this subscription requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with `subscription.latest_invoice`.',
      { code: 'subscription_payment_intent_requires_action' },
    );
  return new StripeError(402, error.type, error.message, error.details);
}

export function isDue(invoice: Stripe.Invoice): boolean {
  return invoice.status === 'open' && invoice.amount_remaining > 0;
}
