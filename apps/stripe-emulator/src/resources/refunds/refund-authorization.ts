import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { charges } from '../charges/charge.resource.js';
import { refunds } from './refund.resource.js';

/** Releases an uncaptured charge: a refund without a balance transaction, because no money had moved. */
export function refundAuthorization(ctx: Context, charge: Stripe.Charge): Stripe.Charge {
  ctx.insert(refunds, {
    id: ctx.id(refunds.idPrefix),
    object: 'refund',
    amount: charge.amount,
    balance_transaction: null,
    charge: charge.id,
    created: ctx.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { card: { type: 'reversal' }, type: 'card' },
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  });
  return ctx.update(charges, charge.id, { amount_refunded: charge.amount, refunded: true });
}
