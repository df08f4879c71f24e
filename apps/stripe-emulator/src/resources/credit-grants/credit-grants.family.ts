import type { Context } from '../../core/context.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { reinstate } from './credit-application.js';
import { createGrant, expireGrant, expireNow, updateGrant, voidGrant } from './credit-grant.create.js';
import {
  createGrantParams,
  listGrantsParams,
  listTransactionsParams,
  summaryParams,
  updateGrantParams,
} from './credit-grant.params.js';
import { creditGrants, creditTransactions, type Grant } from './credit-grant.resource.js';
import { creditSummary } from './credit-summary.js';

const madeUpGrant = (ctx: Context): Grant =>
  createGrant(ctx, {
    amount: { monetary: { currency: 'usd', value: 1000 }, type: 'monetary' },
    applicability_config: { scope: { price_type: 'metered' } },
    customer: createCustomer(ctx, { description: '(created by the emulator)' }).id,
  });

const GRANTS = '/v1/billing/credit_grants';
const TRANSACTIONS = '/v1/billing/credit_balance_transactions';
const permission = 'billing_credit_grant';

export const creditGrantsFamily = defineFamily({
  name: 'credit-grants',
  resources: [creditGrants, creditTransactions],
  actions: [expireGrant],
  reactions: { 'invoice.voided': reinstate },
  events: [
    'billing.credit_grant.created',
    'billing.credit_grant.updated',
    'billing.credit_balance_transaction.created',
  ],
  triggers: {
    'billing.credit_grant.created': madeUpGrant,
    'billing.credit_grant.updated': (ctx) => {
      updateGrant(ctx, madeUpGrant(ctx).id, { metadata: { changed_by: 'the emulator' } });
    },
    'billing.credit_balance_transaction.created': madeUpGrant,
  },
  routes: [
    route({
      method: 'POST',
      path: GRANTS,
      permission,
      params: createGrantParams,
      handle: (ctx) => createGrant(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: GRANTS,
      permission,
      params: listGrantsParams,
      handle: (ctx) => ctx.list(creditGrants),
    }),
    route({
      method: 'GET',
      path: `${GRANTS}/:id`,
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(creditGrants, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: `${GRANTS}/:id`,
      permission,
      params: updateGrantParams,
      handle: (ctx) => updateGrant(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'POST',
      path: `${GRANTS}/:id/expire`,
      permission,
      params: noParams,
      handle: (ctx) => expireNow(ctx, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: `${GRANTS}/:id/void`,
      permission,
      params: noParams,
      handle: (ctx) => voidGrant(ctx, ctx.pathId()),
    }),
    route({
      method: 'GET',
      path: TRANSACTIONS,
      permission,
      params: listTransactionsParams,
      handle: (ctx) => ctx.list(creditTransactions),
    }),
    route({
      method: 'GET',
      path: `${TRANSACTIONS}/:id`,
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(creditTransactions, ctx.pathId()),
    }),
    route({
      method: 'GET',
      path: '/v1/billing/credit_balance_summary',
      permission,
      params: summaryParams,
      handle: (ctx) => creditSummary(ctx, ctx.params),
    }),
  ],
});
