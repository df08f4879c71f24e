import type Stripe from 'stripe';
import type { Context, PageContext } from '../../../core/context.js';
import type { Page, PageResponse } from '../../../core/resource.js';
import { messagePage } from '../../../pages/page.js';
import { disconnect } from '../account.delete.js';
import { accounts } from '../account.resource.js';
import { dashboardAccesses } from '../login-links/login-link.resource.js';
import { dashboardPage } from './dashboard.view.js';

const SECONDS_OF_VISIT = 3600;

const invalid = (): PageResponse =>
  messagePage('This link is not valid any more', 'Log in again where you came from.', 404);

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
  return dashboardPage(visit.own, visit.account);
}

function act(ctx: PageContext): PageResponse {
  const visit = visited(ctx);
  if (visit === undefined || ctx.form['action'] !== 'disconnect') return invalid();
  disconnect(visit);
  return messagePage('Disconnected', 'The platform has no access to this account any more.');
}

export const dashboardPages: readonly Page[] = [
  { method: 'GET', path: '/express/:account/:token', handle: openLink },
  { method: 'GET', path: '/express/visits/dashboard/:visit', handle: show },
  { method: 'POST', path: '/express/visits/dashboard/:visit', handle: act },
];
