import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { attachPaymentMethod } from './payment-method-attach.js';
import { resolvePaymentMethod } from './payment-method-factory.js';
import { paymentMethods } from './payment-method.resource.js';

const YEARS = 4;

/** The card's network tells of a new card: same account, later expiry. */
export function renewCard(ctx: Context, id: string): Stripe.PaymentMethod {
  const before = ctx.require(paymentMethods, id);
  if (before.card === undefined) return before;
  const after = ctx.update(paymentMethods, id, { card: { ...before.card, exp_year: before.card.exp_year + YEARS } });
  ctx.emit('payment_method.automatically_updated', after, before);
  return after;
}

/** @param customer whose saved card is renewed */
export function renewExample(ctx: Context, customer: string): void {
  renewCard(ctx, attachPaymentMethod(ctx, resolvePaymentMethod(ctx, 'pm_card_visa').id, customer).id);
}
