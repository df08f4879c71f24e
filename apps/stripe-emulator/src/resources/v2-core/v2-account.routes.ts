import type Stripe from 'stripe';
import type { Context, RequestContext } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { p, paramsOf, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { isoTime } from '../../core/thin-events.js';
import { accounts } from '../accounts/account.resource.js';
import { deleteAccount } from '../accounts/account.delete.js';
import { createV2Account, updateV2Account } from './v2-account.change.js';
import {
  closeParams,
  createParams,
  listParams,
  retrieveParams,
  updateParams,
  type ChangeParams,
} from './v2-account.params.js';
import { rowOf, shown, v2Accounts } from './v2-account.resource.js';
import { v2List } from './v2-list.js';

const permission = 'account';
const path = '/v2/core/accounts';

/** @throws StripeError 404 for unknown and foreign accounts */
function requireAccount(ctx: Context, id: string): Stripe.Account {
  const account = ctx.find(accounts, id);
  if (account === undefined) throw resourceMissing('account', id);
  return account;
}

/** Says what changed: the account, and each part of it. */
function announce(
  ctx: Context,
  id: string,
  what: 'closed' | 'created' | 'updated',
  params: Partial<ChangeParams> = {},
): void {
  const related = { id, type: 'v2.core.account', url: `${path}/${id}` };
  const say = (type: string): void => {
    ctx.engine.recordThinEvent(ctx, { type, related_object: related });
  };
  say(`v2.core.account.${what}`);
  if (what !== 'updated') return;
  if (params.identity !== undefined) say('v2.core.account[identity].updated');
  if (params.defaults !== undefined) say('v2.core.account[defaults].updated');
  for (const name of ['customer', 'merchant', 'recipient'] as const)
    if (params.configuration?.[name] !== undefined) say(`v2.core.account[configuration.${name}].updated`);
}

function create(ctx: RequestContext<Infer<typeof createParams>>): Stripe.V2.Core.Account {
  const { id } = createV2Account(ctx, ctx.params);
  announce(ctx, id, 'created');
  return shown(ctx, ctx.require(accounts, id), ctx.params.include);
}

function update(ctx: RequestContext<Infer<typeof updateParams>>): Stripe.V2.Core.Account {
  const { id } = updateV2Account(ctx, requireAccount(ctx, ctx.pathId()), ctx.params);
  announce(ctx, id, 'updated', ctx.params);
  return shown(ctx, ctx.require(accounts, id), ctx.params.include);
}

function retrieve(ctx: RequestContext<Infer<typeof retrieveParams>>): Stripe.V2.Core.Account {
  const closed = ctx.find(v2Accounts, ctx.pathId())?.closed;
  return closed ?? shown(ctx, requireAccount(ctx, ctx.pathId()), ctx.params.include);
}

function close(ctx: RequestContext<Infer<typeof closeParams>>): Stripe.V2.Core.Account {
  const account = requireAccount(ctx, ctx.pathId());
  const row = rowOf(ctx, account);
  const named = ctx.params.applied_configurations;
  if (named !== undefined && [...named].sort().join() !== [...row.applied].sort().join())
    throw invalidRequest('applied_configurations must name all configurations of the account.', {
      param: 'applied_configurations',
    });
  const closed = { ...shown(ctx, account), applied_configurations: [], closed: true };
  if (ctx.find(v2Accounts, account.id) === undefined) ctx.insert(v2Accounts, row);
  ctx.update(v2Accounts, account.id, { closed });
  deleteAccount(ctx, account.id);
  announce(ctx, account.id, 'closed');
  return closed;
}

function list(ctx: RequestContext<Infer<typeof listParams>>): Stripe.V2List<Stripe.V2.Core.Account> {
  const { applied_configurations: wanted, closed } = ctx.params;
  if (closed === true)
    return v2List(ctx, v2Accounts, { where: { closed: true } }, (row) => row.closed as Stripe.V2.Core.Account);
  const page = v2List(ctx, accounts, { where: { kind: 'connected' } }, (account) => shown(ctx, account));
  const has = (account: Stripe.V2.Core.Account): boolean =>
    wanted === undefined || wanted.every((name) => account.applied_configurations.includes(name));
  return { ...page, data: page.data.filter(has) };
}

const useCase = p.hash({
  collection_options: p.hash({
    fields: p.enum(['currently_due', 'eventually_due']),
    future_requirements: p.enum(['include', 'omit']),
  }),
  refresh_url: p.url().required(),
  return_url: p.url(),
});
const linkParams = paramsOf<Stripe.V2.Core.AccountLinkCreateParams>()({
  account: p.id().required(),
  use_case: p
    .hash({
      type: p.enum(['account_onboarding', 'account_update']).required(),
      account_onboarding: useCase,
      account_update: useCase,
    })
    .required(),
});

/** The same link as v1's, in the words of `/v2`. */
function createLink(ctx: RequestContext<Infer<typeof linkParams>>): Stripe.V2.Core.AccountLink {
  const { account, use_case: use } = ctx.params;
  const details = use[use.type];
  if (details === undefined)
    throw invalidRequest(`Missing required param: use_case.${use.type}.`, {
      code: 'parameter_missing',
      param: `use_case.${use.type}`,
    });
  const { collection_options: options, refresh_url, return_url } = details;
  const link = ctx.engine.call(ctx, 'POST', '/v1/account_links', {
    account,
    type: use.type,
    refresh_url,
    return_url: return_url ?? refresh_url,
    ...(options === undefined ? {} : { collection_options: { ...options } }),
  }) as Stripe.AccountLink;
  return {
    object: 'v2.core.account_link',
    account,
    created: isoTime(link.created),
    expires_at: isoTime(link.expires_at),
    livemode: false,
    url: link.url,
    use_case: use,
  };
}

export const v2AccountRoutes = [
  route({ method: 'POST', path, permission, params: createParams, handle: create }),
  route({ method: 'GET', path, permission, params: listParams, handle: list }),
  route({ method: 'GET', path: `${path}/:id`, permission, params: retrieveParams, handle: retrieve }),
  route({ method: 'POST', path: `${path}/:id`, permission, params: updateParams, handle: update }),
  route({ method: 'POST', path: `${path}/:id/close`, permission, params: closeParams, handle: close }),
  route({
    method: 'POST',
    path: '/v2/core/account_links',
    permission: 'account_link',
    params: linkParams,
    handle: createLink,
  }),
];
