import type Stripe from 'stripe';
import type { RequestContext } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { applicationFees, feeRefunds } from './application-fee.resource.js';
import { refundApplicationFee } from './fee-money.js';

const listParams = listParamsOf<Stripe.ApplicationFeeListParams>()({ charge: p.id(), created: p.range() });
const createRefundParams = paramsOf<Stripe.ApplicationFeeCreateRefundParams>()({
  amount: p.amount({ max: 99_999_999_999 }),
  metadata: p.metadata(),
});
const updateRefundParams = paramsOf<Stripe.ApplicationFeeUpdateRefundParams>()({ metadata: p.metadata() });
const listRefundsParams = listParamsOf<Stripe.ApplicationFeeListRefundsParams>()({});

function createRefund(ctx: RequestContext<Infer<typeof createRefundParams>>): Stripe.FeeRefund {
  const fee = ctx.require(applicationFees, ctx.pathId());
  const left = fee.amount - fee.amount_refunded;
  if (left === 0) throw invalidRequest(`Application fee ${fee.id} has already been refunded.`);
  const amount = ctx.params.amount ?? left;
  if (amount > left)
    throw invalidRequest(
      `Refund amount (${formatAmount(amount, fee.currency)}) is greater than unrefunded amount on fee (${formatAmount(left, fee.currency)})`,
      { param: 'amount' },
    );
  return refundApplicationFee(ctx, fee.id, amount, mergeMetadata({}, ctx.params.metadata)).refund;
}

function refundOf(ctx: RequestContext): Stripe.FeeRefund {
  const refund = ctx.find(feeRefunds, ctx.pathId('refund'));
  if (refund?.fee === ctx.pathId()) return refund;
  throw resourceMissing(feeRefunds.label, ctx.pathId('refund'));
}

const permission = 'application_fee';
const routes = [
  route({
    method: 'GET',
    path: '/v1/application_fees',
    permission,
    params: listParams,
    handle: (ctx) => ctx.list(applicationFees),
  }),
  route({
    method: 'GET',
    path: '/v1/application_fees/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(applicationFees, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/application_fees/:id/refunds',
    permission,
    params: createRefundParams,
    handle: (ctx) => createRefund(ctx),
  }),
  route({
    method: 'GET',
    path: '/v1/application_fees/:id/refunds',
    permission,
    params: listRefundsParams,
    handle: (ctx) => ctx.list(feeRefunds, { fee: ctx.require(applicationFees, ctx.pathId()).id }),
  }),
  route({
    method: 'GET',
    path: '/v1/application_fees/:id/refunds/:refund',
    permission,
    params: noParams,
    handle: (ctx) => refundOf(ctx),
  }),
  route({
    method: 'POST',
    path: '/v1/application_fees/:id/refunds/:refund',
    permission,
    params: updateRefundParams,
    handle: (ctx) => {
      const before = refundOf(ctx);
      const after = ctx.update(feeRefunds, before.id, {
        metadata: mergeMetadata(before.metadata ?? {}, ctx.params.metadata),
      });
      ctx.emit('application_fee.refund.updated', after, before);
      return after;
    },
  }),
];

export const applicationFeesFamily = defineFamily({
  name: 'application_fees',
  resources: [applicationFees, feeRefunds],
  routes,
  events: ['application_fee.created', 'application_fee.refunded', 'application_fee.refund.updated'],
});
