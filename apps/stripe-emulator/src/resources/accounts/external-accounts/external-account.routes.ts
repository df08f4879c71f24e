import type Stripe from 'stripe';
import type { RequestContext } from '../../../core/context.js';
import { invalidRequest, resourceMissing } from '../../../core/errors.js';
import { noParams, type Infer } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accessAccount } from '../access.js';
import { createExternalAccount, deleteExternalAccount, updateExternalAccount } from './external-account.change.js';
import {
  createExternalAccountParams,
  listExternalAccountsParams,
  updateExternalAccountParams,
} from './external-account.params.js';
import { bankAccounts, payoutCards } from './external-account.resource.js';
import { requireExternalAccount } from './external-account.store.js';

type ListParams = Infer<typeof listExternalAccountsParams>;

/** Both kinds in one list, newest first. */
function list(ctx: RequestContext<ListParams>): Stripe.ApiList<Stripe.ExternalAccount> {
  const { own } = accessAccount(ctx, ctx.pathId('account'));
  const { object, limit = 10, starting_after: after, ending_before: before } = ctx.params;
  if (after !== undefined && before !== undefined)
    throw invalidRequest('You may only specify one of these parameters: starting_after, ending_before.');
  const rows = [...ctx.store.all(bankAccounts, own.account), ...ctx.store.all(payoutCards, own.account)]
    .filter((row) => object === undefined || row.object.object === object)
    .sort((left, right) => right.seq - left.seq)
    .map((row): Stripe.ExternalAccount => row.object);
  const cursor = after ?? before;
  const at = rows.findIndex((row) => row.id === cursor);
  if (cursor !== undefined && at < 0)
    throw resourceMissing(bankAccounts.label, cursor, after === undefined ? 'ending_before' : 'starting_after');
  const from = after === undefined ? (before === undefined ? 0 : Math.max(0, at - limit)) : at + 1;
  const to = before === undefined ? from + limit : at;
  const hasMore = before === undefined ? rows.length > to : from > 0;
  return { object: 'list', data: rows.slice(from, to), has_more: hasMore, url: ctx.url };
}

/** Stripe answers the same calls under both names. */
export const externalAccountRoutes = ['external_accounts', 'bank_accounts'].flatMap((segment) => {
  const all = `/v1/accounts/:account/${segment}`;
  const one = `${all}/:id`;
  const permission = 'external_account';
  return [
    route({
      method: 'POST',
      path: all,
      permission,
      params: createExternalAccountParams,
      handle: createExternalAccount,
    }),
    route({ method: 'GET', path: all, permission, params: listExternalAccountsParams, handle: list }),
    route({
      method: 'GET',
      path: one,
      permission,
      params: noParams,
      handle: (ctx) => requireExternalAccount(accessAccount(ctx, ctx.pathId('account')).own, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: one,
      permission,
      params: updateExternalAccountParams,
      handle: updateExternalAccount,
    }),
    route({ method: 'DELETE', path: one, permission, params: noParams, handle: deleteExternalAccount }),
  ];
});
