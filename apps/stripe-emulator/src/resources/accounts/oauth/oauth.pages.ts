import type Stripe from 'stripe';
import type { PageContext } from '../../../core/context.js';
import { invalidRequest } from '../../../core/errors.js';
import { textOf } from '../../../core/http/headers.js';
import { isHash } from '../../../core/params.js';
import type { Page, PageResponse } from '../../../core/resource.js';
import { html } from '../../../pages/html.js';
import { page } from '../../../pages/page.js';
import { createAccount } from '../account.create.js';
import { createAccountParams } from '../account.params.js';
import { accounts, applications } from '../account.resource.js';
import { authorizationCodes, type Scope } from './oauth.resource.js';

interface Request {
  readonly client: string;
  readonly redirectUri: string;
  readonly scope: Scope;
  readonly state: string | undefined;
  readonly user: Readonly<Record<string, unknown>>;
}

/** What the platform asks for in the address. @throws StripeError for an address that no platform should send */
function requestOf(ctx: PageContext): Request {
  const { query } = ctx;
  const client = textOf(query['client_id']);
  if (client === undefined || !/^ca_\w+$/.test(client))
    throw invalidRequest('No application matches the supplied client identifier.', { param: 'client_id' });
  const type = textOf(query['response_type']) ?? 'code';
  if (type !== 'code')
    throw invalidRequest(`Unsupported response type: ${type.slice(0, 50)}`, { param: 'response_type' });
  const scope = textOf(query['scope']) ?? 'read_only';
  if (scope !== 'read_only' && scope !== 'read_write')
    throw invalidRequest(`Invalid scope: ${scope.slice(0, 50)}`, { param: 'scope' });
  const redirectUri = textOf(query['redirect_uri']) ?? redirectOf(ctx);
  if (redirectUri === undefined || !/^https?:\/\//.test(redirectUri) || !URL.canParse(redirectUri))
    throw invalidRequest('Invalid redirect URI: give `redirect_uri`, or set it in the configuration of the emulator.', {
      param: 'redirect_uri',
    });
  const user = query['stripe_user'];
  return { client, redirectUri, scope, state: textOf(query['state']), user: isHash(user) ? user : {} };
}

/** `{"oauth": {"redirectUri": "https://..."}}` of `--config`: what Stripe's dashboard would know. */
function redirectOf(ctx: PageContext): string | undefined {
  return textOf((ctx.config as { oauth?: { redirectUri?: unknown } }).oauth?.redirectUri);
}

function back({ redirectUri, state }: Request, answer: Readonly<Record<string, string>>): PageResponse {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, ...(state === undefined ? {} : { state }) }))
    target.searchParams.set(name, value);
  return { redirect: target.href };
}

function ask(ctx: PageContext, kind: 'express' | 'standard'): PageResponse {
  const request = requestOf(ctx);
  const owner = ctx.as(ctx.platform.id);
  const { data: known } = {
    data: owner.all(accounts, { kind: 'connected' }).filter((account) => account.type === kind),
  };
  const [application] = owner.all(applications);
  const platform = application?.name ?? 'The platform';
  const email = textOf(request.user['email']) ?? '';
  return page({
    title: `Connect with ${platform}`,
    body: html`<form method="post" class="card">
      <h1>Connect your Stripe account</h1>
      <p>${platform} asks for ${request.scope === 'read_write' ? 'full' : 'read-only'} access to a Stripe account.</p>
      <label for="account">Account</label>
      <select id="account" name="account">
        <option value="">A new ${kind} account</option>
        ${known.slice(-50).map((account) => html`<option value="${account.id}">${account.email ?? account.id}</option>`)}
      </select>
      <label for="email">Email of a new account</label>
      <input id="email" name="email" type="email" value="${email}" autocomplete="email" />
      <button name="answer" value="allow">Connect</button>
      <button name="answer" value="deny" class="secondary" formnovalidate>Cancel</button>
    </form>`,
  });
}

function decide(ctx: PageContext, kind: 'express' | 'standard'): PageResponse {
  const request = requestOf(ctx);
  if (textOf(ctx.form['answer']) === 'deny')
    return back(request, { error: 'access_denied', error_description: 'The user denied your request' });
  const owner = ctx.as(ctx.platform.id);
  const account = chosenAccount(ctx, kind, request);
  const code = owner.insert(authorizationCodes, {
    id: ctx.id(authorizationCodes.idPrefix),
    object: '_authorization_code',
    account: account.id,
    created: ctx.now,
    scope: request.scope,
    isUsed: false,
  });
  return back(request, { scope: request.scope, code: code.id });
}

function chosenAccount(ctx: PageContext, type: 'express' | 'standard', { user }: Request): Stripe.Account {
  const owner = ctx.as(ctx.platform.id);
  const id = textOf(ctx.form['account']);
  if (id === undefined) {
    const email = textOf(ctx.form['email']) ?? textOf(user['email']);
    const country = textOf(user['country']);
    return createAccount(
      owner,
      createAccountParams.parse({
        type,
        ...(email === undefined ? {} : { email }),
        ...(country === undefined ? {} : { country }),
      }),
    );
  }
  const account = owner.require(accounts, id, 'account');
  const [application] = owner.all(applications);
  if (application !== undefined) ctx.as(id).emit('account.application.authorized', application);
  return account;
}

const pagesAt = (path: string, kind: 'express' | 'standard'): Page[] => [
  { method: 'GET', path, handle: (ctx) => ask(ctx, kind) },
  { method: 'POST', path, handle: (ctx) => decide(ctx, kind) },
];

/** Where a platform sends the owner of an account to connect it: `connect.stripe.com` at Stripe. */
export const oauthPages: readonly Page[] = [
  ...pagesAt('/oauth/authorize', 'standard'),
  ...pagesAt('/express/oauth/authorize', 'express'),
];
