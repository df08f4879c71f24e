import type Stripe from 'stripe';
import { balanceTransactions } from '../../core/book.js';
import { listParamsOf, noParams, p } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { balanceOf } from './balance.js';
import { balanceSettingsRoutes, furtherSettings } from './balance-settings.js';

const listParams = listParamsOf<Stripe.BalanceTransactionListParams>()({
  created: p.range(),
  currency: p.currency(),
  payout: p.id(),
  source: p.id(),
  type: p.string(),
});

/** `/v1/balance/history` is the older address of the same list. */
const LISTS = ['/v1/balance_transactions', '/v1/balance/history'] as const;

export const balanceFamily = defineFamily({
  name: 'balance',
  resources: [balanceTransactions, furtherSettings],
  routes: [
    ...balanceSettingsRoutes,
    route({
      method: 'GET',
      path: '/v1/balance',
      permission: 'balance',
      params: noParams,
      handle: (ctx) => balanceOf(ctx),
    }),
    ...LISTS.flatMap((path) => [
      route({
        method: 'GET',
        path,
        permission: 'balance',
        params: listParams,
        handle: (ctx) => ctx.list(balanceTransactions),
      }),
      route({
        method: 'GET',
        path: `${path}/:id`,
        permission: 'balance',
        params: noParams,
        handle: (ctx) => ctx.require(balanceTransactions, ctx.pathId()),
      }),
    ]),
  ],
  events: ['balance.available', 'balance_settings.updated'],
});
