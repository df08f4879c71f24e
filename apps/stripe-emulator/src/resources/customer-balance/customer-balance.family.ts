import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, paramsOf } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { customers } from '../customers/customer.resource.js';
import { adjustCustomerBalance, customerBalanceTransactions } from './customer-balance.js';

const createParams = paramsOf<Stripe.CustomerCreateBalanceTransactionParams>()({
  amount: p.integer({ min: -99_999_999_999, max: 99_999_999_999 }).required(),
  currency: p.currency().required(),
  description: p.string({ max: 350 }),
  metadata: p.metadata(),
});
const updateParams = paramsOf<Stripe.CustomerUpdateBalanceTransactionParams>()({
  description: p.string({ max: 350 }).emptyable(),
  metadata: p.metadata(),
});
const listParams = listParamsOf<Stripe.CustomerListBalanceTransactionsParams>()({
  created: p.range(),
  invoice: p.id(),
});

function ofCustomer(ctx: Context, customer: string, id: string): Stripe.CustomerBalanceTransaction {
  ctx.require(customers, customer);
  const transaction = ctx.require(customerBalanceTransactions, id);
  if (transaction.customer === customer) return transaction;
  throw resourceMissing(customerBalanceTransactions.label, id);
}

const permission = 'customer';
export const customerBalanceFamily = defineFamily({
  name: 'customer_balance_transactions',
  resources: [customerBalanceTransactions],
  routes: [
    route({
      method: 'POST',
      path: '/v1/customers/:customer/balance_transactions',
      permission,
      params: createParams,
      handle: (ctx) => {
        const before = ctx.require(customers, ctx.pathId('customer'));
        const { metadata, ...change } = ctx.params;
        const at = atCustomersTime(ctx, before);
        const transaction = adjustCustomerBalance(at, before.id, {
          ...change,
          type: 'adjustment',
          metadata: mergeMetadata({}, metadata),
        });
        at.emit('customer.updated', at.require(customers, before.id), before);
        return transaction;
      },
    }),
    route({
      method: 'GET',
      path: '/v1/customers/:customer/balance_transactions',
      permission,
      params: listParams,
      handle: (ctx) =>
        ctx.list(customerBalanceTransactions, { customer: ctx.require(customers, ctx.pathId('customer')).id }),
    }),
    route({
      method: 'GET',
      path: '/v1/customers/:customer/balance_transactions/:id',
      permission,
      params: noParams,
      handle: (ctx) => ofCustomer(ctx, ctx.pathId('customer'), ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/customers/:customer/balance_transactions/:id',
      permission,
      params: updateParams,
      handle: (ctx) => {
        const before = ofCustomer(ctx, ctx.pathId('customer'), ctx.pathId());
        const { description, metadata } = ctx.params;
        return ctx.update(customerBalanceTransactions, before.id, {
          ...(description === undefined ? {} : { description }),
          metadata: mergeMetadata(before.metadata ?? {}, metadata),
        });
      },
    }),
  ],
});
