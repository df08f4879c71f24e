import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { charges } from '../charges/charge.resource.js';
import { disputes } from '../disputes/dispute.resource.js';
import { cancelPaymentIntent } from '../payment-intents/payment-intent-capture.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { cancelRefund, expireRefund, expireUnanswered, refundCash } from './refund-by-mail.js';
import { refundAuthorization } from './refund-authorization.js';
import { failRefund, refundCharge, settleRefund } from './refund-money.js';
import { refunds } from './refund.resource.js';

const createParams = paramsOf<Stripe.RefundCreateParams>()({
  amount: p.amount(),
  charge: p.id(),
  currency: p.currency(),
  customer: p.id(),
  instructions_email: p.email(),
  metadata: p.metadata(),
  origin: p.enum(['customer_balance']),
  payment_intent: p.id(),
  reason: p.enum(['duplicate', 'fraudulent', 'requested_by_customer']),
  refund_application_fee: p.boolean(),
  reverse_transfer: p.boolean(),
});
const updateParams = paramsOf<Stripe.RefundUpdateParams>()({ metadata: p.metadata() });
const listParams = listParamsOf<Stripe.RefundListParams>()({
  charge: p.id(),
  created: p.range(),
  payment_intent: p.id(),
});

export function createRefund(ctx: Context, params: Infer<typeof createParams>): Stripe.Refund {
  if (params.origin === 'customer_balance')
    return refundCash(ctx, {
      customer: params.customer,
      amount: params.amount,
      currency: params.currency,
      email: params.instructions_email,
      metadata: mergeMetadata({}, params.metadata),
    });
  if (params.charge === undefined && params.payment_intent === undefined)
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
      param: 'charge',
    });
  const charge = chargeOf(ctx, params);
  assertRefundable(ctx, charge);
  if (!charge.captured) return releaseUncaptured(ctx, charge, params.amount);
  return refundCharge(ctx, charge, {
    amount: params.amount,
    reason: params.reason ?? null,
    metadata: mergeMetadata({}, params.metadata),
    reversesTransfer: params.reverse_transfer === true,
    refundsApplicationFee: params.refund_application_fee === true,
    instructionsEmail: params.instructions_email,
  });
}

function chargeOf(ctx: Context, params: Infer<typeof createParams>): Stripe.Charge {
  if (params.charge !== undefined) {
    const charge = ctx.find(charges, params.charge);
    if (charge === undefined) throw resourceMissing('charge', params.charge, 'charge');
    if (charge.status === 'failed')
      throw invalidRequest('This charge has failed and cannot be refunded.', {
        code: 'charge_not_refundable',
        param: 'charge',
      });
    if (charge.source_transfer !== null)
      throw invalidRequest('Payments that a transfer made are refunded by reversing the transfer.', {
        param: 'charge',
      });
    return charge;
  }
  const intent = ctx.find(paymentIntents, params.payment_intent ?? '');
  if (intent === undefined) throw resourceMissing(paymentIntents.label, params.payment_intent ?? '', 'payment_intent');
  const charge = intent.latest_charge === null ? undefined : ctx.find(charges, intent.latest_charge as string);
  if (charge !== undefined && charge.status === 'succeeded' && intent.status !== 'canceled') return charge;
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    param: 'payment_intent',
  });
}

/** Money that the payer's bank has taken back cannot be given back once more. */
function assertRefundable(ctx: Context, charge: Stripe.Charge): void {
  if (!charge.disputed) return;
  if (ctx.all(disputes, { charge: charge.id }).every((dispute) => dispute.is_charge_refundable)) return;
  throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: 'charge_disputed',
  });
}

/** Refunding an authorization cancels it, as a whole. */
function releaseUncaptured(ctx: Context, charge: Stripe.Charge, amount = charge.amount): Stripe.Refund {
  if (charge.status === 'pending')
    throw invalidRequest('This charge is still being processed and cannot be refunded yet.', {
      code: 'charge_not_refundable',
    });
  if (charge.refunded)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  if (amount !== charge.amount)
    throw invalidRequest(
      'You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than the original amount',
      { param: 'amount' },
    );
  if (charge.payment_intent === null) ctx.emit('charge.refunded', refundAuthorization(ctx, charge), charge);
  else cancelPaymentIntent(ctx, charge.payment_intent as string, {});
  const refund = ctx.all(refunds, { charge: charge.id }).at(-1);
  if (refund === undefined) throw invalidRequest(`Charge ${charge.id} cannot be refunded.`);
  return refund;
}

const permission = 'charge';
const routes = [
  route({
    method: 'POST',
    path: '/v1/refunds',
    permission,
    params: createParams,
    handle: (ctx) => createRefund(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/refunds',
    permission,
    params: listParams,
    handle: (ctx) => ctx.list(refunds),
  }),
  route({
    method: 'GET',
    path: '/v1/refunds/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(refunds, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/refunds/:id',
    permission,
    params: updateParams,
    handle: (ctx) => {
      const before = ctx.require(refunds, ctx.pathId());
      const after = ctx.update(refunds, before.id, {
        metadata: mergeMetadata(before.metadata ?? {}, ctx.params.metadata),
      });
      ctx.emit('refund.updated', after, before);
      ctx.emit('charge.refund.updated', after, before);
      return after;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/refunds/:id/cancel',
    permission,
    params: noParams,
    handle: (ctx) => cancelRefund(ctx, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/test_helpers/refunds/:id/expire',
    permission,
    params: noParams,
    handle: (ctx) => expireRefund(ctx, ctx.pathId()),
  }),
  // The older addresses, below the charge; the oldest answers the charge.
  route({
    method: 'POST',
    path: '/v1/charges/:charge/refund',
    permission,
    params: createParams,
    handle: (ctx) => {
      createRefund(ctx, { ...ctx.params, charge: ctx.pathId('charge') });
      return ctx.require(charges, ctx.pathId('charge'));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/charges/:charge/refunds',
    permission,
    params: createParams,
    handle: (ctx) => createRefund(ctx, { ...ctx.params, charge: ctx.pathId('charge') }),
  }),
  route({
    method: 'GET',
    path: '/v1/charges/:charge/refunds/:id',
    permission,
    params: noParams,
    handle: (ctx) => {
      const refund = ctx.require(refunds, ctx.pathId());
      if (refund.charge === ctx.pathId('charge')) return refund;
      throw resourceMissing(refunds.label, refund.id);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/charges/:charge/refunds',
    permission,
    params: listParams,
    handle: (ctx) => ctx.list(refunds, { charge: ctx.require(charges, ctx.pathId('charge')).id }),
  }),
];

export const refundsFamily = defineFamily({
  name: 'refunds',
  resources: [refunds],
  routes,
  actions: [expireUnanswered, settleRefund, failRefund],
  events: ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated', 'charge.refunded'],
});
