import type Stripe from 'stripe';
import type { Context } from '../../../core/context.js';
import { OAuthError } from '../../../core/errors.js';
import { CORE, grantedKeys } from '../../../core/internal-resources.js';
import { p, paramsOf, type Infer } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accounts } from '../account.resource.js';
import { disconnect } from '../account.delete.js';
import { authorizationCodes, refreshTokens, type RefreshToken, type Scope } from './oauth.resource.js';

const CODE_SECONDS = 300;

const tokenParams = paramsOf<Stripe.OAuthTokenParams>()({
  grant_type: p.string(),
  code: p.string(),
  refresh_token: p.string(),
  scope: p.string(),
  assert_capabilities: p.array(p.string()),
  client_id: p.string(),
  client_secret: p.string(),
});
type TokenParams = Infer<typeof tokenParams>;

function grant(ctx: Context, params: TokenParams): Stripe.OAuthToken {
  switch (params.grant_type) {
    case undefined:
      throw new OAuthError('invalid_request', 'No grant type specified');
    case 'authorization_code':
      return exchangeCode(ctx, params.code);
    case 'refresh_token':
      return refresh(ctx, params.refresh_token, params.scope);
    default:
      throw new OAuthError('unsupported_grant_type', `Unsupported grant type: ${params.grant_type.slice(0, 50)}`);
  }
}

function exchangeCode(ctx: Context, code: string | undefined): Stripe.OAuthToken {
  if (code === undefined) throw new OAuthError('invalid_request', 'No authorization code provided');
  const found = ctx.find(authorizationCodes, code);
  if (found === undefined) throw new OAuthError('invalid_grant', `Authorization code does not exist: ${code}`);
  if (found.isUsed) throw new OAuthError('invalid_grant', `This authorization code has already been used: ${code}`);
  if (found.created + CODE_SECONDS < ctx.now)
    throw new OAuthError('invalid_grant', `Authorization code expired: ${code}`);
  ctx.update(authorizationCodes, code, { isUsed: true });
  const { account, scope } = found;
  const token: RefreshToken = {
    id: ctx.id(refreshTokens.idPrefix),
    object: '_refresh_token',
    account,
    scope,
    publishableKey: addKey(ctx, 'pk', account, scope),
  };
  ctx.insert(refreshTokens, token);
  return tokenOf(ctx, token, scope);
}

function refresh(ctx: Context, id: string | undefined, wanted: string | undefined): Stripe.OAuthToken {
  if (id === undefined) throw new OAuthError('invalid_request', 'No refresh token provided');
  const known = ctx.find(refreshTokens, id);
  if (known === undefined || ctx.find(accounts, known.account) === undefined)
    throw new OAuthError('invalid_grant', `Refresh token does not exist: ${id}`);
  const scope = wanted ?? known.scope;
  if (scope !== 'read_only' && scope !== 'read_write')
    throw new OAuthError('invalid_scope', `Invalid scope: ${scope.slice(0, 50)}`);
  if (scope === 'read_write' && known.scope === 'read_only')
    throw new OAuthError('invalid_scope', 'Requested scope exceeds the scope of the refresh token');
  return tokenOf(ctx, known, scope);
}

function tokenOf(ctx: Context, { id, account, publishableKey }: RefreshToken, scope: Scope): Stripe.OAuthToken {
  return {
    access_token: addKey(ctx, 'sk', account, scope),
    livemode: false,
    refresh_token: id,
    token_type: 'bearer',
    stripe_publishable_key: publishableKey,
    stripe_user_id: account,
    scope,
  };
}

/** A key of the connected account itself. It opens nothing once the account is no longer connected. */
function addKey(ctx: Context, kind: 'pk' | 'sk', account: string, scope: Scope): string {
  const key = `${kind}_test_${ctx.secret(42)}`;
  ctx.as(CORE).insert(grantedKeys, {
    id: `_key/${key}`,
    object: '_granted_key',
    account,
    platform: ctx.platform.id,
    isReadOnly: scope === 'read_only',
  });
  return key;
}

function deauthorize(ctx: Context, { client_id: client, stripe_user_id: id }: Stripe.OAuthDeauthorizeParams) {
  if (!client) throw new OAuthError('invalid_request', 'No client_id provided');
  if (!/^ca_\w+$/.test(client))
    throw new OAuthError('invalid_client', `No such application: '${client.slice(0, 50)}'`, 401);
  if (!id) throw new OAuthError('invalid_request', 'No stripe_user_id provided');
  const account = ctx.find(accounts, id);
  if (account === undefined || id === ctx.platform.id)
    throw new OAuthError(
      'invalid_client',
      `This application is not connected to stripe account ${id}, or that account does not exist.`,
    );
  disconnect({ account, owner: ctx, own: ctx.as(id) });
  return { stripe_user_id: id };
}

/** Stripe has them on another host (connect.stripe.com), which the SDKs map to this one when their host is set. */
export const oauthRoutes = [
  route({
    method: 'POST',
    path: '/oauth/token',
    permission: 'account',
    params: tokenParams,
    handle: (ctx) => grant(ctx.as(ctx.platform.id), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/oauth/deauthorize',
    permission: 'account',
    params: paramsOf<Stripe.OAuthDeauthorizeParams>()({
      client_id: p.string(),
      client_secret: p.string(),
      stripe_user_id: p.id(),
    }),
    handle: (ctx): Stripe.OAuthDeauthorization => deauthorize(ctx.as(ctx.platform.id), ctx.params),
  }),
];
