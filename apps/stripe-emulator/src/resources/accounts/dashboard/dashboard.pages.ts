import type Stripe from 'stripe';
import type { Context, PageContext } from '../../../core/context.js';
import type { ApiObject, Page, PageResponse } from '../../../core/resource.js';
import { disconnect } from '../account.delete.js';
import { accounts } from '../account.resource.js';
import { dashboardAccesses } from '../login-links/login-link.resource.js';
import { escape, pageOf } from '../pages/html.js';

const SECONDS_OF_VISIT = 3600;

const invalid = (): PageResponse => ({
  status: 404,
  body: pageOf('Not found', '<h1>This link is not valid any more.</h1><p>Log in again where you came from.</p>'),
});

/** A login link opens the dashboard once. */
function openLink(ctx: PageContext): PageResponse {
  const found = ctx.locate(dashboardAccesses, ctx.path['token'] ?? '');
  const isOpen = found?.object.kind === 'link' && !found.object.isUsed && found.object.expiresAt > ctx.now;
  if (found === undefined || !isOpen || found.object.account !== ctx.path['account']) return invalid();
  found.ctx.update(dashboardAccesses, found.object.id, { isUsed: true });
  const visit = found.ctx.insert(dashboardAccesses, {
    ...found.object,
    id: ctx.secret(40),
    kind: 'visit',
    isUsed: false,
    created: ctx.now,
    expiresAt: ctx.now + SECONDS_OF_VISIT,
  });
  return { redirect: `${ctx.baseUrl}/express/visits/dashboard/${visit.id}` };
}

function visited(ctx: PageContext): { owner: Context; own: Context; account: Stripe.Account } | undefined {
  const found = ctx.locate(dashboardAccesses, ctx.path['visit'] ?? '');
  if (found?.object.kind !== 'visit' || found.object.expiresAt <= ctx.now) return undefined;
  const account = ctx.locate(accounts, found.object.account);
  return account === undefined ? undefined : { owner: account.ctx, own: found.ctx, account: account.object };
}

function show(ctx: PageContext): PageResponse {
  const visit = visited(ctx);
  if (visit === undefined) return invalid();
  const { own, account } = visit;
  const name = account.business_profile?.name ?? account.company?.name ?? account.individual?.first_name ?? account.id;
  return {
    body: pageOf(
      'Express dashboard',
      `<h1>${escape(name)}</h1>${balanceOf(own, account)}${payoutsOf(own)}${detailsOf(account)}
<form class="card" method="post"><h2>Disconnect</h2><p>The platform loses access to this account.</p>
<button class="quiet" name="action" value="disconnect">Disconnect</button></form>`,
    ),
  };
}

function balanceOf(own: Context, account: Stripe.Account): string {
  const currencies = own.book.currencies(account.id);
  const rows = (currencies.length === 0 ? [account.default_currency ?? 'usd'] : currencies).map((currency) => {
    const { available, pending } = own.book.balance(account.id, currency, own.now);
    return `<tr><th scope="row">${escape(currency.toUpperCase())}</th><td>${available}</td><td>${pending}</td></tr>`;
  });
  return `<section class="card"><h2>Balance</h2><table><thead><tr><th>Currency</th><th>Available</th><th>Pending</th></tr></thead><tbody>${rows.join('')}</tbody></table><p class="note">In minor units.</p></section>`;
}

function payoutsOf(own: Context): string {
  const resource = own.engine.resource('payout');
  const all = resource === undefined ? [] : (own.all(resource) as readonly (ApiObject & Partial<Stripe.Payout>)[]);
  const rows = all
    .slice(-20)
    .reverse()
    .map(
      (payout) =>
        `<tr><td>${escape(payout.id)}</td><td>${payout.amount ?? 0} ${escape(payout.currency ?? '')}</td><td>${escape(payout.status ?? '')}</td></tr>`,
    );
  const body = rows.length === 0 ? '<p>No payouts yet.</p>' : `<table><tbody>${rows.join('')}</tbody></table>`;
  return `<section class="card"><h2>Payouts</h2>${body}</section>`;
}

function detailsOf(account: Stripe.Account): string {
  const bank = account.external_accounts?.data[0];
  const due = account.requirements?.currently_due ?? [];
  return `<section class="card"><h2>Account</h2><dl><dt>Payouts</dt><dd>${account.payouts_enabled ? 'enabled' : 'disabled'}</dd>
<dt>Bank account</dt><dd>${bank === undefined ? 'none' : `ending in ${escape(bank.last4)}, ${escape(bank.status ?? '')}`}</dd>
<dt>Information due</dt><dd>${due.length === 0 ? 'none' : due.map(escape).join(', ')}</dd></dl></section>`;
}

function act(ctx: PageContext): PageResponse {
  const visit = visited(ctx);
  if (visit === undefined || ctx.form['action'] !== 'disconnect') return invalid();
  disconnect(visit);
  return { body: pageOf('Disconnected', '<h1>The platform has no access to this account any more.</h1>') };
}

export const dashboardPages: readonly Page[] = [
  { method: 'GET', path: '/express/:account/:token', handle: openLink },
  { method: 'GET', path: '/express/visits/dashboard/:visit', handle: show },
  { method: 'POST', path: '/express/visits/dashboard/:visit', handle: act },
];
