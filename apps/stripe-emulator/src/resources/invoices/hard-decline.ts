import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { charges } from '../charges/charge.resource.js';
import { defaultMethodOf } from './invoice-pay.js';
import { invoicePayments } from './invoice-payment.resource.js';

/** What no later attempt mends (https://docs.stripe.com/billing/revenue-recovery/smart-retries). */
const HARD: ReadonlySet<string> = new Set([
  'authentication_required',
  'highest_risk_level',
  'incorrect_number',
  'lost_card',
  'pickup_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stolen_card',
  'transaction_not_allowed',
]);

/** Whether the payment method that an invoice would be paid with was refused for good when it was tried before. */
export function isRefusedForGood(ctx: Context, invoice: Stripe.Invoice): boolean {
  const method = defaultMethodOf(ctx, invoice);
  if (method === null) return false;
  return ctx
    .all(invoicePayments, { invoice: invoice.id })
    .flatMap(({ payment }) => ctx.all(charges, { payment_intent: payment.payment_intent as string | undefined }))
    .some((charge) => charge.payment_method === method && HARD.has(charge.outcome?.reason ?? ''));
}
