import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { action, defineFamily, defineResource, route } from '../../core/resource.js';
import { fundsArrive } from '../payouts/funds.js';
import { assertCurrency } from '../pricing/charge-amount.js';

const DAY = 86_400;

export const topups = defineResource<Stripe.Topup>({
  object: 'topup',
  idPrefix: 'tu',
  pathParam: 'topup',
  filters: { status: (topup) => topup.status, amount: (topup) => topup.amount },
  expandable: {
    payment_method: 'payment_method',
    balance_transaction: 'balance_transaction',
  },
});

const createParams = paramsOf<Stripe.TopupCreateParams>()({
  amount: p.amount({ max: 99_999_999_999 }).required(),
  currency: p.currency().required(),
  description: p.string(),
  metadata: p.metadata(),
  payment_method: p.id(),
  payment_method_options: p.hash({ us_bank_account: p.hash({ network: p.enum(['ach']) }) }),
  source: p.id(),
  statement_descriptor: p.string({ max: 15 }),
  transfer_group: p.string(),
});
const updateParams = paramsOf<Stripe.TopupUpdateParams>()({ description: p.string(), metadata: p.metadata() });
const listParams = listParamsOf<Stripe.TopupListParams>()({
  amount: p.integer(),
  created: p.range(),
  status: p.enum(['canceled', 'failed', 'pending', 'succeeded']),
});

/** Money from the platform's own bank: on its way at once, on the balance a day later. */
function createTopup(ctx: Context, params: Infer<typeof createParams>): Stripe.Topup {
  assertCurrency(params.currency);
  const topup = ctx.insert(topups, {
    id: ctx.id(topups.idPrefix),
    object: 'topup',
    amount: params.amount,
    balance_transaction: null,
    created: ctx.now,
    currency: params.currency,
    description: params.description ?? null,
    expected_availability_date: ctx.now + DAY,
    failure_code: null,
    failure_message: null,
    initiated_by: 'merchant_action',
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    status: 'pending',
    transfer_group: params.transfer_group ?? null,
  });
  ctx.schedule(arriveTopup, ctx.now + DAY, { topup: topup.id });
  ctx.emit('topup.created', topup);
  return topup;
}

export const arriveTopup = action<{ topup: string }>('topup.arrive', (ctx, { topup: id }) => {
  const before = ctx.find(topups, id);
  if (before?.status !== 'pending') return;
  const credit = ctx.book.post(ctx, {
    account: ctx.account,
    type: 'topup',
    amount: before.amount,
    currency: before.currency,
    source: id,
    reportingCategory: 'topup',
    description: before.description,
  });
  const after = ctx.update(topups, id, { balance_transaction: credit.id, status: 'succeeded' });
  fundsArrive(ctx, ctx.account, ctx.now);
  ctx.emit('topup.succeeded', after, before);
});

function cancelTopup(ctx: Context, id: string): Stripe.Topup {
  const before = ctx.require(topups, id);
  if (before.status !== 'pending')
    throw invalidRequest(`Only pending top-ups can be canceled; ${id} is ${before.status}.`);
  const after = ctx.update(topups, id, { status: 'canceled' });
  ctx.emit('topup.canceled', after, before);
  return after;
}

const permission = 'topup';
const routes = [
  route({
    method: 'POST',
    path: '/v1/topups',
    permission,
    params: createParams,
    handle: (ctx) => createTopup(ctx, ctx.params),
  }),
  route({ method: 'GET', path: '/v1/topups', permission, params: listParams, handle: (ctx) => ctx.list(topups) }),
  route({
    method: 'GET',
    path: '/v1/topups/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(topups, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/topups/:id',
    permission,
    params: updateParams,
    handle: (ctx) => {
      const before = ctx.require(topups, ctx.pathId());
      return ctx.update(topups, before.id, {
        metadata: mergeMetadata(before.metadata, ctx.params.metadata),
        ...(ctx.params.description === undefined ? {} : { description: ctx.params.description }),
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/topups/:id/cancel',
    permission,
    params: noParams,
    handle: (ctx) => cancelTopup(ctx, ctx.pathId()),
  }),
];

export const topupsFamily = defineFamily({
  name: 'topups',
  resources: [topups],
  routes,
  actions: [arriveTopup],
  events: ['topup.canceled', 'topup.created', 'topup.succeeded'],
});
