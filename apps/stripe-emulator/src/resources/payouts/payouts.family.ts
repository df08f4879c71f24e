import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf, type Infer, type TimeRange } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { assertCurrency } from '../pricing/charge-amount.js';
import { countryOf } from '../pricing/account-terms.js';
import { payoutRuns, runPayouts } from './automatic-payouts.js';
import { announceFunds, fundsNotices } from './funds.js';
import {
  assertFunds,
  assertInstant,
  assertPayable,
  assertPayoutsEnabled,
  instantFee,
  payoutTarget,
} from './payout-limits.js';
import { cancelPayout, sendPayout } from './payout-money.js';
import { arrivePayout, failPayout, submitPayout } from './payout-steps.js';
import { payouts } from './payout.resource.js';

const createParams = paramsOf<Stripe.PayoutCreateParams>()({
  amount: p.amount({ max: 99_999_999_999 }).required(),
  currency: p.currency().required(),
  description: p.string(),
  destination: p.id(),
  metadata: p.metadata(),
  method: p.enum(['instant', 'standard']),
  payout_method: p.id(),
  source_type: p.enum(['bank_account', 'card', 'fpx']),
  statement_descriptor: p.string({ max: 22 }),
});
const updateParams = paramsOf<Stripe.PayoutUpdateParams>()({ metadata: p.metadata() });
const reverseParams = paramsOf<Stripe.PayoutReverseParams>()({ metadata: p.metadata() });
const listParams = listParamsOf<Stripe.PayoutListParams>()({
  arrival_date: p.range(),
  created: p.range(),
  destination: p.id(),
  status: p.enum(['canceled', 'failed', 'in_transit', 'paid', 'pending']),
});

/** Pays out of the available balance, on request. */
export function createPayout(ctx: Context, params: Infer<typeof createParams>): Stripe.Payout {
  const { amount, currency } = params;
  assertCurrency(currency);
  assertPayoutsEnabled(ctx);
  assertPayable(amount, currency);
  const target = payoutTarget(ctx, currency, params.destination);
  const isInstant = params.method === 'instant';
  if (isInstant) assertInstant(target);
  const fee = isInstant ? instantFee(ctx, amount, currency) : 0;
  const sourceType = params.source_type ?? 'card';
  assertFunds(ctx, { amount, fee, currency, sourceType, isInstant });
  return sendPayout(ctx, {
    amount,
    fee,
    currency,
    target,
    isAutomatic: false,
    method: params.method ?? 'standard',
    sourceType,
    description: params.description ?? null,
    statementDescriptor: params.statement_descriptor ?? null,
    metadata: mergeMetadata({}, params.metadata),
    originalPayout: null,
  });
}

/** Takes a paid payout back from the bank account of a connected account. */
function reversePayout(ctx: Context, id: string, metadata: Record<string, string>): Stripe.Payout {
  const before = ctx.require(payouts, id);
  if (!ctx.isConnected || !['US', 'CA'].includes(countryOf(ctx, ctx.account)))
    throw invalidRequest('Only payouts of connected accounts to US and Canadian bank accounts can be reversed.');
  if (before.status !== 'paid' || before.reversed_by !== null || before.original_payout !== null)
    throw invalidRequest(
      `Payout ${id} cannot be reversed: it is ${before.reversed_by === null ? before.status : 'reversed already'}.`,
    );
  const reversal = sendPayout(ctx, {
    amount: -before.amount,
    fee: 0,
    currency: before.currency,
    target: payoutTarget(ctx, before.currency, before.destination as string),
    isAutomatic: false,
    method: 'standard',
    sourceType: 'card',
    description: null,
    statementDescriptor: null,
    metadata,
    originalPayout: id,
  });
  const after = ctx.update(payouts, id, { reversed_by: reversal.id });
  ctx.emit('payout.updated', after, before);
  return reversal;
}

/** `arrival_date` is a range, which the core's lists know for `created` only. */
function listPayouts(ctx: RequestContext<Infer<typeof listParams>>): object {
  const { arrival_date: range, limit = 10, starting_after: after, ending_before: before, ...where } = ctx.params;
  if (range === undefined) return ctx.list(payouts);
  const { created: _created, ...filters } = where;
  const arriving = ctx.all(payouts, filters).filter(({ arrival_date: at }) => isWithin(range, at));
  const newestFirst = arriving.reverse();
  const cursor = newestFirst.findIndex(({ id }) => id === (after ?? before));
  const from = before === undefined ? cursor + 1 : Math.max(0, cursor - limit);
  const to = before === undefined ? from + limit : Math.max(0, cursor);
  const hasMore = before === undefined ? newestFirst.length > to : from > 0;
  return { object: 'list', data: newestFirst.slice(from, to), has_more: hasMore, url: ctx.url };
}

function isWithin({ gt, gte, lt, lte }: TimeRange, time: number): boolean {
  return (
    (gt === undefined || time > gt) &&
    (gte === undefined || time >= gte) &&
    (lt === undefined || time < lt) &&
    (lte === undefined || time <= lte)
  );
}

const permission = 'payout';
const routes = [
  route({
    method: 'POST',
    path: '/v1/payouts',
    permission,
    params: createParams,
    handle: (ctx) => createPayout(ctx, ctx.params),
  }),
  route({ method: 'GET', path: '/v1/payouts', permission, params: listParams, handle: (ctx) => listPayouts(ctx) }),
  route({
    method: 'GET',
    path: '/v1/payouts/:id',
    permission,
    params: noParams,
    handle: (ctx) => ctx.require(payouts, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/payouts/:id',
    permission,
    params: updateParams,
    handle: (ctx) => {
      const before = ctx.require(payouts, ctx.pathId());
      const after = ctx.update(payouts, before.id, {
        metadata: mergeMetadata(before.metadata ?? {}, ctx.params.metadata),
      });
      ctx.emit('payout.updated', after, before);
      return after;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payouts/:id/cancel',
    permission,
    params: noParams,
    handle: (ctx) => cancelPayout(ctx, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/payouts/:id/reverse',
    permission,
    params: reverseParams,
    handle: (ctx) => reversePayout(ctx, ctx.pathId(), mergeMetadata({}, ctx.params.metadata)),
  }),
];

export const payoutsFamily = defineFamily({
  name: 'payouts',
  resources: [payouts, payoutRuns, fundsNotices],
  routes,
  actions: [submitPayout, arrivePayout, failPayout, runPayouts, announceFunds],
  events: [
    'payout.canceled',
    'payout.created',
    'payout.failed',
    'payout.paid',
    'payout.reconciliation_completed',
    'payout.updated',
  ],
});
