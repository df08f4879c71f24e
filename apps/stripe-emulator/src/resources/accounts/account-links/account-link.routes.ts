import type Stripe from 'stripe';
import type { RequestContext } from '../../../core/context.js';
import { forbidden, invalidRequest, missingParam } from '../../../core/errors.js';
import { p, paramsOf, type Infer } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accessAccount, isCollectedByStripe } from '../access.js';
import { accounts } from '../account.resource.js';
import { applyChange } from '../account-state.js';
import { accountLinks } from './account-link.resource.js';

/** How long a link can be opened. */
const SECONDS_TO_OPEN = 300;

const fields = p.enum(['currently_due', 'eventually_due']);
const createAccountLinkParams = paramsOf<Stripe.AccountLinkCreateParams>()({
  account: p.id().required(),
  collect: fields,
  collection_options: p.hash({ fields, future_requirements: p.enum(['include', 'omit']) }),
  refresh_url: p.url(),
  return_url: p.url(),
  type: p.enum(['account_onboarding', 'account_update']).required(),
});

function createAccountLink(ctx: RequestContext<Infer<typeof createAccountLinkParams>>): Stripe.AccountLink {
  const { type, refresh_url: refreshUrl, return_url: returnUrl, collect, collection_options: options } = ctx.params;
  const { account, owner, own } = accessAccount(ctx, ctx.params.account);
  const hidden = owner.hidden(accounts, account.id);
  if (hidden.kind === 'platform')
    throw invalidRequest('You cannot create an account link for your own account.', { param: 'account' });
  if (refreshUrl === undefined) throw missingParam('refresh_url');
  if (returnUrl === undefined) throw missingParam('return_url');
  if (collect !== undefined && options !== undefined)
    throw invalidRequest('You may only specify one of these parameters: collect, collection_options.', {
      param: 'collect',
    });
  if (type === 'account_update' && isCollectedByStripe(account))
    throw invalidRequest(
      'You cannot create `account_update` type Account Links for this account: the account updates its information in its Stripe dashboard.',
      { param: 'type' },
    );
  if (hidden.rejection !== null) throw forbidden('You cannot create an account link for a rejected account.');
  if (!hidden.isLinked) applyChange(owner, account.id, { hidden: { isLinked: true } });
  const token = ctx.secret(32);
  const expiresAt = ctx.now + SECONDS_TO_OPEN;
  own.insert(accountLinks, {
    id: token,
    object: '_account_link',
    account: account.id,
    created: ctx.now,
    expiresAt,
    fields: options?.fields ?? collect ?? 'currently_due',
    refreshUrl,
    returnUrl,
    isUsed: false,
  });
  const url = `${ctx.baseUrl}/setup/e/${account.id}/${token}`;
  return { object: 'account_link', created: ctx.now, expires_at: expiresAt, url };
}

export const accountLinkRoutes = [
  route({
    method: 'POST',
    path: '/v1/account_links',
    permission: 'account_link',
    params: createAccountLinkParams,
    handle: createAccountLink,
  }),
];
