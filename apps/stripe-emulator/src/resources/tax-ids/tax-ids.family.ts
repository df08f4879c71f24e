import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { missingParam, resourceMissing } from '../../core/errors.js';
import { listParamsOf, noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { TAX_ID_TYPES } from './tax-id-types.js';
import { createTaxId, deleteTaxId, verifyTaxId } from './tax-id.create.js';
import { taxIds } from './tax-id.resource.js';

const owner = p.hash({
  account: p.id(),
  customer: p.id(),
  customer_account: p.id(),
  type: p.enum(['account', 'application', 'customer', 'self']).required(),
});
const data = { type: p.enum(TAX_ID_TYPES).required(), value: p.string({ max: 500 }).required() };
const createParams = paramsOf<Stripe.TaxIdCreateParams>()({ ...data, owner });
const createNestedParams = paramsOf<Stripe.CustomerCreateTaxIdParams>()(data);
const listParams = listParamsOf<Stripe.TaxIdListParams>()({ owner });
const listNestedParams = listParamsOf<Stripe.CustomerListTaxIdsParams>()({});

function createOwned(ctx: Context, params: Infer<typeof createParams>): Stripe.TaxId {
  const { owner: asked = { type: 'self' as const } } = params;
  if (asked.type !== 'customer')
    return createTaxId(ctx, params, null, {
      customer_account: null,
      ...(asked.account === undefined ? {} : { account: asked.account }),
      type: asked.type,
    });
  if (asked.customer === undefined) throw missingParam('owner[customer]');
  const customer = ctx.require(customers, asked.customer, 'owner[customer]');
  return createTaxId(atCustomersTime(ctx, customer), params, customer.id);
}

function ofCustomer(ctx: Context, customer: string, id: string): Stripe.TaxId {
  ctx.require(customers, customer);
  const taxId = ctx.require(taxIds, id);
  if (taxId.customer === customer) return taxId;
  throw resourceMissing(taxIds.label, id);
}

function example(ctx: Context): Stripe.TaxId {
  const customer = createCustomer(ctx, { description: '(created by the emulator)' });
  return createTaxId(ctx, { type: 'eu_vat', value: 'DE000000000' }, customer.id);
}

const permission = 'tax_id';
export const taxIdsFamily = defineFamily({
  name: 'tax_ids',
  resources: [taxIds],
  actions: [verifyTaxId],
  routes: [
    route({
      method: 'POST',
      path: '/v1/tax_ids',
      permission,
      params: createParams,
      handle: (ctx) => createOwned(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/tax_ids',
      permission,
      params: listParams,
      handle: (ctx) => {
        const { type = 'self', customer } = ctx.params.owner ?? {};
        return ctx.list(taxIds, type === 'customer' ? { customer } : { owner: type });
      },
    }),
    route({
      method: 'GET',
      path: '/v1/tax_ids/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(taxIds, ctx.pathId()),
    }),
    route({
      method: 'DELETE',
      path: '/v1/tax_ids/:id',
      permission,
      params: noParams,
      handle: (ctx) => deleteTaxId(ctx, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/customers/:customer/tax_ids',
      permission,
      params: createNestedParams,
      handle: (ctx) => {
        const customer = ctx.require(customers, ctx.pathId('customer'));
        return createTaxId(atCustomersTime(ctx, customer), ctx.params, customer.id);
      },
    }),
    route({
      method: 'GET',
      path: '/v1/customers/:customer/tax_ids',
      permission,
      params: listNestedParams,
      handle: (ctx) => ctx.list(taxIds, { customer: ctx.require(customers, ctx.pathId('customer')).id }),
    }),
    route({
      method: 'GET',
      path: '/v1/customers/:customer/tax_ids/:id',
      permission,
      params: noParams,
      handle: (ctx) => ofCustomer(ctx, ctx.pathId('customer'), ctx.pathId()),
    }),
    route({
      method: 'DELETE',
      path: '/v1/customers/:customer/tax_ids/:id',
      permission,
      params: noParams,
      handle: (ctx) => deleteTaxId(ctx, ofCustomer(ctx, ctx.pathId('customer'), ctx.pathId()).id),
    }),
  ],
  events: ['customer.tax_id.created', 'customer.tax_id.deleted', 'customer.tax_id.updated'],
  triggers: {
    'customer.tax_id.created': (ctx) => void example(ctx),
    'customer.tax_id.deleted': (ctx) => void deleteTaxId(ctx, example(ctx).id),
    'customer.tax_id.updated': (ctx) => {
      verifyTaxId.run(ctx, { taxId: example(ctx).id });
    },
  },
});
