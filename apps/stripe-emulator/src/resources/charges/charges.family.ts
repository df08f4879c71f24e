import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { type Infer, mergeMetadata, noParams, searchParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { assertCustomer } from '../payment-intents/intent-methods.js';
import { shippingOf } from '../payment-intents/payment-intent-create.js';
import { captureCharge, createCharge, expireCharge } from './charge-create.js';
import { answerDebit } from './charge-debit.js';
import { captureChargeParams, createChargeParams, listChargesParams, updateChargeParams } from './charge.params.js';
import { charges } from './charge.resource.js';
import { receiptPages } from './receipt.pages.js';

function updateCharge(ctx: Context, id: string, params: Infer<typeof updateChargeParams>): Stripe.Charge {
  const before = ctx.require(charges, id);
  assertCustomer(ctx, params.customer);
  const report = params.fraud_details?.user_report;
  const after = ctx.update(charges, id, {
    ...(params.customer === undefined ? {} : { customer: params.customer }),
    ...(params.description === undefined ? {} : { description: params.description }),
    ...(params.receipt_email === undefined ? {} : { receipt_email: params.receipt_email }),
    ...(params.shipping === undefined ? {} : { shipping: shippingOf(params.shipping) }),
    ...(params.transfer_group === undefined ? {} : { transfer_group: params.transfer_group }),
    ...(report == null ? {} : { fraud_details: { ...before.fraud_details, user_report: report } }),
    metadata: mergeMetadata(before.metadata, params.metadata),
  });
  ctx.emit('charge.updated', after, before);
  return after;
}

const permission = 'charge';
const routes = [
  route({
    method: 'POST',
    path: '/v1/charges',
    permission,
    params: createChargeParams,
    handle: (ctx) => createCharge(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/charges',
    permission,
    params: listChargesParams,
    handle: (ctx) => ctx.list(charges),
  }),
  route({
    method: 'GET',
    path: '/v1/charges/search',
    permission,
    params: searchParams,
    handle: (ctx) => ctx.search(charges),
  }),
  route({
    method: 'GET',
    path: '/v1/charges/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(charges, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/charges/:id',
    permission,
    params: updateChargeParams,
    handle: (ctx) => updateCharge(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/charges/:id/capture',
    permission,
    params: captureChargeParams,
    handle: (ctx) => captureCharge(ctx, ctx.pathId(), ctx.params),
  }),
];

export const chargesFamily = defineFamily({
  name: 'charges',
  resources: [charges],
  routes,
  pages: receiptPages,
  actions: [answerDebit, expireCharge],
  events: [
    'charge.captured',
    'charge.expired',
    'charge.failed',
    'charge.pending',
    'charge.succeeded',
    'charge.updated',
  ],
});
