import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { listParamsOf, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { customers } from '../customers/customer.resource.js';
import { createAndConfirm } from '../payment-intents/payment-intent.routes.js';
import {
  cashBalanceOf,
  cashBalances,
  cashIn,
  cashTransactions,
  moveCash,
  setReconciliation,
} from './cash-balance.resource.js';
import { applyCash, applyCustomerBalance, remainingOf, waitingIntents } from './cash-payment.js';
import { fundedBy, fundingInstructions } from './funding-instructions.js';

const updateParams = paramsOf<Stripe.CustomerUpdateCashBalanceParams>()({
  settings: p.hash({ reconciliation_mode: p.enum(['automatic', 'manual', 'merchant_default']) }),
});
const fundParams = paramsOf<NonNullable<Parameters<Stripe['testHelpers']['customers']['fundCashBalance']>[1]>>()({
  amount: p.amount().required(),
  currency: p.currency().required(),
  reference: p.string({ max: 100 }),
});
const instructionsParams = paramsOf<Stripe.CustomerCreateFundingInstructionsParams>()({
  bank_transfer: p
    .hash({
      eu_bank_transfer: p.hash({ country: p.country().required() }),
      requested_address_types: p.array(p.enum(['iban', 'sort_code', 'spei', 'zengin', 'aba', 'swift'])),
      type: p.string().required(),
    })
    .required(),
  currency: p.currency().required(),
  funding_type: p.enum(['bank_transfer']).required(),
});
const applyParams = paramsOf<Stripe.PaymentIntentApplyCustomerBalanceParams>()({
  amount: p.amount(),
  currency: p.currency(),
});

/** A bank transfer of the customer arrives; payments that wait for it are paid, the oldest first. */
export function fundCash(
  ctx: Context,
  customer: string,
  { amount, currency, reference }: Infer<typeof fundParams>,
): Stripe.CustomerCashBalanceTransaction {
  ctx.require(customers, customer);
  const funded = fundedBy(currency, reference ?? null);
  const transaction = moveCash(ctx, customer, { amount, currency, type: 'funded' }, { funded });
  if (cashBalanceOf(ctx, customer).settings.reconciliation_mode === 'automatic')
    for (const intent of waitingIntents(ctx, customer, currency)) {
      const there = cashIn(ctx, customer, currency);
      if (there > 0) applyCash(ctx, intent, Math.min(there, remainingOf(intent)));
    }
  if (cashIn(ctx, customer, currency) > 0)
    ctx.emit('cash_balance.funds_available', cashBalanceOf(ctx, customer) as Stripe.CashBalance & { id: string });
  return transaction;
}

const permission = 'customer';
const path = '/v1/customers/:customer';

export const cashBalanceFamily = defineFamily({
  name: 'cash_balance',
  resources: [cashBalances, cashTransactions],
  routes: [
    route({
      method: 'GET',
      path: `${path}/cash_balance`,
      permission,
      params: noParams,
      handle: (ctx) => cashBalanceOf(ctx, ctx.pathId('customer')),
    }),
    route({
      method: 'POST',
      path: `${path}/cash_balance`,
      permission,
      params: updateParams,
      handle: (ctx) => {
        const { id } = ctx.require(customers, ctx.pathId('customer'));
        const mode = ctx.params.settings?.reconciliation_mode;
        if (mode !== undefined) setReconciliation(ctx, id, mode === 'merchant_default' ? null : mode);
        return cashBalanceOf(ctx, id);
      },
    }),
    route({
      method: 'GET',
      path: `${path}/cash_balance_transactions`,
      permission,
      params: listParamsOf<Stripe.CustomerListCashBalanceTransactionsParams>()({}),
      handle: (ctx) => ctx.list(cashTransactions, { customer: ctx.require(customers, ctx.pathId('customer')).id }),
    }),
    route({
      method: 'GET',
      path: `${path}/cash_balance_transactions/:id`,
      permission,
      params: noParams,
      handle: (ctx) => {
        const transaction = ctx.require(cashTransactions, ctx.pathId());
        if (transaction.customer === ctx.pathId('customer')) return transaction;
        throw resourceMissing(cashTransactions.label, transaction.id);
      },
    }),
    route({
      method: 'POST',
      path: `${path}/funding_instructions`,
      permission,
      params: instructionsParams,
      handle: (ctx) => fundingInstructions(ctx.require(customers, ctx.pathId('customer')).id, ctx.params.currency),
    }),
    route({
      method: 'POST',
      path: '/v1/test_helpers/customers/:customer/fund_cash_balance',
      permission,
      params: fundParams,
      handle: (ctx) => fundCash(ctx, ctx.pathId('customer'), ctx.params),
    }),
    route({
      method: 'POST',
      path: '/v1/payment_intents/:id/apply_customer_balance',
      permission: 'payment_intent',
      params: applyParams,
      handle: (ctx) => applyCustomerBalance(ctx, ctx.pathId(), ctx.params),
    }),
  ],
  events: [
    'cash_balance.funds_available',
    'customer_cash_balance_transaction.created',
    'payment_intent.partially_funded',
  ],
  triggers: {
    'cash_balance.funds_available': (ctx) => {
      fundCash(ctx, createCustomer(ctx, {}).id, { amount: 1000, currency: 'usd' });
    },
    'customer_cash_balance_transaction.created': (ctx) => {
      fundCash(ctx, createCustomer(ctx, {}).id, { amount: 1000, currency: 'usd' });
    },
    'payment_intent.partially_funded': (ctx) => {
      const { id: customer } = createCustomer(ctx, {});
      createAndConfirm(ctx, {
        amount: 2000,
        currency: 'usd',
        customer,
        allowed_payment_method_types: ['customer_balance'],
        payment_method_data: { type: 'customer_balance' },
        confirm: true,
      });
      fundCash(ctx, customer, { amount: 1000, currency: 'usd' });
    },
  },
});
