import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { sourceParam } from '../sources/customer-source.params.js';
import { shippingParam } from '../payment-intents/payment-intent.params.js';

const transferAmount = p.amount({ min: 0 });

export const createChargeParams = paramsOf<Stripe.ChargeCreateParams>()({
  amount: p.amount().required(),
  application_fee: p.amount({ min: 0 }),
  application_fee_amount: p.amount({ min: 0 }),
  capture: p.boolean(),
  currency: p.currency().required(),
  customer: p.id(),
  description: p.string(),
  /** The account alone is the older form. */
  destination: p.oneOf(p.hash({ account: p.id().required(), amount: transferAmount }), p.id()),
  metadata: p.metadata(),
  on_behalf_of: p.id(),
  radar_options: p.hash({ session: p.string() }),
  receipt_email: p.email(),
  shipping: shippingParam,
  /** `card` is its older name. */
  card: sourceParam,
  source: sourceParam,
  statement_descriptor: p.string({ max: 22 }),
  statement_descriptor_suffix: p.string({ max: 22 }),
  transfer_data: p.hash({ amount: transferAmount, description: p.string(), destination: p.id().required() }),
  transfer_group: p.string(),
});

export const updateChargeParams = paramsOf<Stripe.ChargeUpdateParams>()({
  customer: p.id(),
  description: p.string(),
  fraud_details: p.hash({ user_report: p.enum(['fraudulent', 'safe']).emptyable() }),
  metadata: p.metadata(),
  receipt_email: p.email(),
  shipping: shippingParam,
  transfer_group: p.string(),
});

export const captureChargeParams = paramsOf<Stripe.ChargeCaptureParams>()({
  amount: p.amount(),
  application_fee: p.amount({ min: 0 }),
  application_fee_amount: p.amount({ min: 0 }),
  receipt_email: p.email(),
  statement_descriptor: p.string({ max: 22 }),
  statement_descriptor_suffix: p.string({ max: 22 }),
  transfer_data: p.hash({ amount: transferAmount }),
  transfer_group: p.string(),
});

export const listChargesParams = listParamsOf<Stripe.ChargeListParams>()({
  created: p.range(),
  customer: p.id(),
  payment_intent: p.id(),
  transfer_group: p.string(),
});
