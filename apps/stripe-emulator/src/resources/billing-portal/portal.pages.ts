import type Stripe from 'stripe';
import type { PageContext } from '../../core/context.js';
import { resourceMissing, type StripeError } from '../../core/errors.js';
import type { Page, PageResponse } from '../../core/resource.js';
import { CARD_SCRIPT } from '../../pages/card-fields.js';
import { html } from '../../pages/html.js';
import { messagePage, page } from '../../pages/page.js';
import { actions, alert, button, field } from '../../pages/parts.js';
import { CheckoutForm } from '../checkout/checkout-form.js';
import { customers } from '../customers/customer.resource.js';
import { act, keepConfirmed, stay } from './portal-actions.js';
import { visitOf, type Visit } from './portal-visit.js';
import { portalBody } from './portal-page.js';
import { createPortalSession, SECONDS_TO_STAY } from './portal-session.js';
import { portalConfigurations, portalSessions } from './portal.resource.js';

/** The visit of the address; null when its time is over. */
function opened(ctx: PageContext): Visit | null {
  const id = ctx.path['id'] ?? '';
  const found = ctx.locate(portalSessions, id);
  const hidden = found?.ctx.hidden(portalSessions, id);
  if (found === undefined || hidden === undefined || hidden.secret !== ctx.path['secret'])
    throw resourceMissing('billing_portal.session', id);
  if (hidden.expiresAt <= ctx.now) return null;
  stay(found.ctx, id, ctx.now + SECONDS_TO_STAY);
  return visitOf(found.ctx, found.object);
}

const expired = (): PageResponse =>
  messagePage('This link has expired', 'Go back and open your billing page again.', 410);

function portal(visit: Visit, options: Parameters<typeof portalBody>[1], status = 200): PageResponse {
  return page({ title: 'Billing', body: portalBody(visit, options), script: CARD_SCRIPT, status });
}

function show(ctx: PageContext): PageResponse {
  const visit = opened(ctx);
  if (visit === null) return expired();
  const { redirect_status: status, setup_intent: intent } = ctx.query;
  if (status === 'succeeded' && typeof intent === 'string') {
    keepConfirmed(visit, intent);
    return afterTask(visitOf(visit.ctx, visit.session));
  }
  const failed = status === 'failed';
  return portal(visit, failed ? { errors: ['The card could not be confirmed. Try again or use another one.'] } : {});
}

function submit(ctx: PageContext): PageResponse {
  const visit = opened(ctx);
  if (visit === null) return expired();
  const next = act(visit, CheckoutForm.of(ctx));
  if (next !== null) return { redirect: next };
  return afterTask(visitOf(visit.ctx, visit.session));
}

/** A session for one task ends where it was told to. */
function afterTask(visit: Visit): PageResponse {
  const after = visit.session.flow?.after_completion;
  if (after?.type === 'redirect' && after.redirect !== null) return { redirect: after.redirect.return_url };
  if (after?.type === 'hosted_confirmation')
    return messagePage('Done', after.hosted_confirmation?.custom_message ?? 'Your changes are saved.');
  return portal(visit, { done: true });
}

function refused(ctx: PageContext, { message, status }: StripeError): PageResponse {
  const visit = opened(ctx);
  return visit === null ? expired() : portal(visit, { errors: [message] }, status);
}

function loginPage(configuration: Stripe.BillingPortal.Configuration, errors: readonly string[] = []): PageResponse {
  return page({
    title: 'Sign in',
    body: html`<div class="card">
      <h1>${configuration.business_profile.headline ?? 'Manage your billing'}</h1>
      ${alert(errors)}
      <p class="note">Stripe would send you a link. The emulator lets you in at once.</p>
      <form method="post" novalidate>
        ${field({ label: 'Email', name: 'email', type: 'email', autocomplete: 'email', isRequired: true })}
        ${actions(button('Continue'))}
      </form>
    </div>`,
    status: errors.length === 0 ? 200 : 400,
  });
}

function login(ctx: PageContext): PageResponse {
  const found = ctx.locate(portalConfigurations, ctx.path['id'] ?? '');
  if (found?.object.login_page.enabled !== true) return messagePage('Not found', 'There is no such page.', 404);
  const email = CheckoutForm.of(ctx).text('email');
  if (email === '') return loginPage(found.object);
  const customer = found.ctx.all(customers, { email }).at(-1);
  if (customer === undefined) return loginPage(found.object, ['We know nobody with this address.']);
  const session = createPortalSession(found.ctx, { customer: customer.id, configuration: found.object.id });
  return { redirect: session.url };
}

export const portalPages: readonly Page[] = [
  { method: 'GET', path: '/p/session/:id/:secret', handle: show },
  { method: 'POST', path: '/p/session/:id/:secret', handle: submit, refused },
  { method: 'GET', path: '/p/login/:id', handle: login },
  { method: 'POST', path: '/p/login/:id', handle: login },
];
