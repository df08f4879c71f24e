import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { disputeCharge, returnDebit } from '../disputes/dispute-open.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { warnOfFraud } from '../radar/early-fraud-warning.js';
import { openReview } from '../radar/review-close.js';
import { reviews } from '../radar/review.resource.js';
import { charges } from './charge.resource.js';

/**
 * What follows a payment by itself: reviews that Radar opens, and the warnings and disputes that test cards and test
 * bank accounts announce. To be called once the success of the payment was told; before the answer, so that a dispute
 * exists as soon as the call returns.
 */
export function afterPayment(ctx: Context, id: string): void {
  const charge = ctx.require(charges, id);
  if (charge.status !== 'succeeded') return;
  if (charge.outcome?.type === 'manual_review' && ctx.all(reviews, { charge: id }).length === 0)
    openReview(ctx, charge);
  if (!charge.captured || charge.disputed) return;
  const { card } = ctx.hidden(charges, id);
  const dispute = card === null ? undefined : testCardByName(card)?.dispute;
  if (dispute === 'early_fraud_warning') warnOfFraud(ctx, charge);
  else if (dispute !== undefined) disputeCharge(ctx, charge, dispute);
  else if (isReturnedByBank(ctx, charge)) returnDebit(ctx, charge);
}

function isReturnedByBank(ctx: Context, charge: Stripe.Charge): boolean {
  const method = charge.payment_method;
  if (method === null || ctx.find(paymentMethods, method) === undefined) return false;
  return ctx.hidden(paymentMethods, method).bank?.result === 'disputed';
}
