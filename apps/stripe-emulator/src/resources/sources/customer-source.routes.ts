import type { RequestContext } from '../../core/context.js';
import { missingParam } from '../../core/errors.js';
import { listParamsOf, noParams, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import {
  createSourceOfCustomerParams,
  listSourcesParams,
  updateSourceParams,
  verifySourceParams,
} from './customer-source.params.js';
import {
  addSource,
  removeSource,
  requireSource,
  sourceById,
  updateSource,
  verifyBankAccount,
} from './customer-sources.js';

const permission = 'source';

function create(ctx: RequestContext<Infer<typeof createSourceOfCustomerParams>>): object {
  const { source, card, bank_account: bank, metadata } = ctx.params;
  const given = source ?? card ?? bank;
  if (given === undefined) throw missingParam('source');
  const before = ctx.require(customers, ctx.pathId('customer'));
  const { source: added, announce } = addSource(ctx, before.id, given, { metadata });
  announce();
  const after = ctx.require(customers, before.id);
  if (after.default_source !== before.default_source) ctx.emit('customer.updated', after, before);
  return added;
}

/** @param kind only these */
function list(ctx: RequestContext, kind: string | undefined): object {
  const customer = ctx.require(customers, ctx.pathId('customer')).id;
  const where = kind === undefined || kind === 'all' ? { is_source: true } : { source_kind: kind };
  const page = ctx.list(paymentMethods, { customer, ...where });
  return { ...page, data: page.data.map(({ id }) => sourceById(ctx, id)) };
}

const retrieve = (ctx: RequestContext): object =>
  sourceById(ctx, requireSource(ctx, ctx.pathId('customer'), ctx.pathId()).id);

/** The three addresses under which the same things are reached. */
const ADDRESSES = [
  ['sources', undefined],
  ['cards', 'card'],
  ['bank_accounts', 'bank_account'],
] as const;

const plainListParams = listParamsOf<object>()({});

export const customerSourceRoutes = ADDRESSES.flatMap(([name, kind]) => {
  const path = `/v1/customers/:customer/${name}`;
  return [
    route({ method: 'POST', path, permission, params: createSourceOfCustomerParams, handle: create }),
    kind === undefined
      ? route({
          method: 'GET',
          path,
          permission,
          params: listSourcesParams,
          handle: (ctx) => list(ctx, ctx.params.object),
        })
      : route({ method: 'GET', path, permission, params: plainListParams, handle: (ctx) => list(ctx, kind) }),
    route({ method: 'GET', path: `${path}/:id`, permission, params: noParams, handle: retrieve }),
    route({
      method: 'POST',
      path: `${path}/:id`,
      permission,
      params: updateSourceParams,
      handle: (ctx) => updateSource(ctx, ctx.pathId('customer'), ctx.pathId(), ctx.params),
    }),
    route({
      method: 'DELETE',
      path: `${path}/:id`,
      permission,
      params: noParams,
      handle: (ctx) => removeSource(ctx, ctx.pathId('customer'), ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: `${path}/:id/verify`,
      permission,
      params: verifySourceParams,
      handle: (ctx) => verifyBankAccount(ctx, ctx.pathId('customer'), ctx.pathId(), ctx.params),
    }),
  ];
});
