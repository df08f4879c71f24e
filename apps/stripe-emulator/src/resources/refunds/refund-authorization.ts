import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { charges } from '../charges/charge.resource.js';
import { refunds } from './refund.resource.js';

/** Releases an authorization, or what of it was not captured: a refund without a balance transaction, because no money had moved. */
export function refundAuthorization(ctx: Context, charge: Stripe.Charge, amount = charge.amount): Stripe.Charge {
  ctx.insert(refunds, {
    id: ctx.id(refunds.idPrefix),
    object: 'refund',
    amount,
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
  return ctx.update(
    charges,
    charge.id,
    { amount_refunded: charge.amount_refunded + amount, refunded: amount === charge.amount },
    { ...ctx.hidden(charges, charge.id), released: amount },
  );
}

/** After the last capture, what is left of the authorization goes back to the payer. */
export function releaseRest(ctx: Context, charge: Stripe.Charge): Stripe.Charge {
  const rest = charge.amount - charge.amount_captured;
  return rest > 0 ? refundAuthorization(ctx, charge, rest) : charge;
}

/** How much of what was captured was given back, in minor units: what was released had never been taken. */
export function givenBackOf(ctx: Context, charge: Stripe.Charge): number {
  return charge.amount_refunded - (ctx.hidden(charges, charge.id).released ?? 0);
}
