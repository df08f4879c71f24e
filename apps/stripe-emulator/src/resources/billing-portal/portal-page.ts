import type Stripe from 'stripe';
import { cardFields } from '../../pages/card-fields.js';
import { html, type Html, type Piece } from '../../pages/html.js';
import {
  actions,
  alert,
  badge,
  button,
  day,
  field,
  money,
  notice,
  select,
  statusBadge,
  table,
} from '../../pages/parts.js';
import { addressFields } from '../checkout/address-fields.js';
import { CheckoutForm } from '../checkout/checkout-form.js';
import { merchantName } from '../checkout/merchant.js';
import { describeMethod } from '../checkout/payment-section.js';
import { coupons } from '../coupons/coupon.resource.js';
import { invoices } from '../invoices/invoice.resource.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { describePrice } from '../prices/price-amount.js';
import { prices } from '../prices/price.resource.js';
import { subscriptions } from '../subscriptions/subscription.resource.js';
import { pauseChoices } from './portal-pause.js';
import { quantityLimits } from './portal-quantity.js';
import { offeredPrices } from './portal-plan.js';
import type { Visit } from './portal-visit.js';

const EMPTY = new CheckoutForm({});
const OVER: readonly string[] = ['canceled', 'incomplete_expired'];

/** The whole portal, or the one task that the session was made for. */
export function portalBody(
  visit: Visit,
  { errors = [], done = false }: { errors?: readonly string[]; done?: boolean },
): Html {
  const { ctx, customer, session } = visit;
  const task = done ? null : (session.flow?.type ?? null);
  const isAll = task === null;
  return html`<h1>${merchantName(ctx)}: your billing</h1>
    ${alert(errors)} ${done && notice('Saved.', 'ok')}
    ${(isAll || task.startsWith('subscription')) && subscriptionSection(visit, task)}
    ${(isAll || task === 'payment_method_update') && visit.features.payment_method_update.enabled && methodSection(visit)}
    ${(isAll || task === 'customer_update') && visit.features.customer_update.enabled && detailSection(visit)}
    ${isAll && visit.features.invoice_history.enabled && invoiceSection(visit)}
    <p class="note">Signed in as ${customer.email ?? customer.name ?? customer.id}</p>
    ${session.return_url !== null && html`<p><a href="${session.return_url}" data-testid="return-to-business-link">Return to ${merchantName(ctx)}</a></p>`}`;
}

function subscriptionSection(visit: Visit, task: string | null): Html {
  const { ctx, customer, session } = visit;
  const flow = session.flow;
  const only = task === null ? null : subscriptionOfFlow(flow);
  const shown = ctx
    .all(subscriptions, { customer: customer.id })
    .filter(({ id, status }) => (only === null ? !OVER.includes(status) : id === only));
  return html`<section class="card" aria-label="Subscriptions">
    <h2>Subscriptions</h2>
    ${shown.length === 0 && html`<p class="empty">You have no subscriptions.</p>`}
    ${shown.map((subscription) => subscriptionCard(visit, subscription, task))}
  </section>`;
}

function subscriptionOfFlow(flow: Stripe.BillingPortal.Session.Flow | null): string | null {
  const task =
    flow?.subscription_cancel ??
    flow?.subscription_update ??
    flow?.subscription_update_confirm ??
    flow?.subscription_pause;
  return task?.subscription ?? null;
}

function subscriptionCard(visit: Visit, subscription: Stripe.Subscription, task: string | null): Html {
  const { ctx } = visit;
  const [item] = subscription.items.data;
  const ends = item?.current_period_end;
  const endsSoon = subscription.cancel_at_period_end || subscription.cancel_at !== null;
  return html`<article>
    <h3>
      ${subscription.items.data.map((one) => describePrice(ctx, one.price, one.quantity ?? 1))}
      ${statusBadge(subscription.status)} ${endsSoon && badge('Ends soon', 'warn')}
    </h3>
    ${ends !== undefined && html`<p class="note">${endsSoon ? 'Ends' : 'Renews'} on ${day(subscription.cancel_at ?? ends)}</p>`}
    ${(task === null || task === 'subscription_update') && planForm(visit, subscription)}
    ${task === 'subscription_update_confirm' && confirmForm(visit)}
    ${(task === null || task === 'subscription_pause') && pauseForm(visit, subscription)}
    ${task === 'subscription_cancel' && offerForm(visit)}
    ${(task === null || task === 'subscription_cancel') && cancelForm(visit, subscription, endsSoon)}
  </article>`;
}

/** A form with its subject; the label says to screen readers which one. */
function form(subject: Readonly<Record<string, string>>, body: Piece): Html {
  return html`<form method="post" novalidate>
    ${Object.entries(subject).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${body}
  </form>`;
}

function planForm(visit: Visit, subscription: Stripe.Subscription): Piece {
  const { ctx, features } = visit;
  const { enabled, default_allowed_updates: allowed } = features.subscription_update;
  if (!enabled) return null;
  const [item] = subscription.items.data;
  const offered = offeredPrices(visit).map((id) => ctx.require(prices, id));
  const limits = item === undefined ? null : quantityLimits(visit, item.price.id);
  return form({ subscription: subscription.id }, [
    allowed.includes('price') &&
      offered.length > 0 &&
      select({
        label: 'Plan',
        name: 'price',
        value: item?.price.id,
        options: offered.map((price) => [price.id, describePrice(ctx, price, item?.quantity ?? 1)] as const),
      }),
    limits !== null &&
      field({
        label: 'Quantity',
        name: 'quantity',
        type: 'number',
        inputmode: 'numeric',
        min: limits.minimum,
        ...(limits.maximum === null ? {} : { max: limits.maximum }),
        value: item?.quantity ?? 1,
      }),
    allowed.includes('promotion_code') && field({ label: 'Promotion code', name: 'promotion_code' }),
    actions(button('Update plan', { name: 'action', value: 'change_plan', look: 'quiet' })),
  ]);
}

function confirmForm({ ctx, session }: Visit): Piece {
  const planned = session.flow?.subscription_update_confirm;
  if (planned == null) return null;
  return form({ subscription: planned.subscription }, [
    planned.items.map(
      ({ price, quantity }) =>
        html`<p>
          New plan:
          ${price === null ? `quantity ${quantity ?? 1}` : describePrice(ctx, ctx.require(prices, price), quantity ?? 1)}
        </p>`,
    ),
    actions(button('Confirm', { name: 'action', value: 'confirm_update' })),
  ]);
}

function cancelForm({ features }: Visit, subscription: Stripe.Subscription, endsSoon: boolean): Piece {
  const { enabled, cancellation_reason: reason, mode } = features.subscription_cancel;
  if (!enabled) return null;
  if (endsSoon)
    return form(
      { subscription: subscription.id },
      actions(button("Don't cancel subscription", { name: 'action', value: 'resume', look: 'quiet' })),
    );
  return form({ subscription: subscription.id }, [
    reason.enabled &&
      select({
        label: 'Why do you cancel?',
        name: 'feedback',
        options: [
          ['', 'No answer'] as const,
          ...reason.options.map((option) => [option, option.replaceAll('_', ' ')] as const),
        ],
      }),
    actions(
      button(mode === 'immediately' ? 'Cancel subscription now' : 'Cancel subscription', {
        name: 'action',
        value: 'cancel',
        look: 'danger',
      }),
    ),
  ]);
}

function pauseForm(visit: Visit, { id, status }: Stripe.Subscription): Piece {
  if (!visit.features.subscription_pause.enabled) return null;
  const isPaused = status === 'paused';
  const text = isPaused ? 'Resume subscription' : 'Pause subscription';
  const choices = isPaused ? [] : pauseChoices(visit);
  return form({ subscription: id }, [
    choices.length > 0 &&
      select({ label: 'Pause for', name: 'pause_for', options: choices.map((choice) => [choice, choice] as const) }),
    actions(button(text, { name: 'action', value: isPaused ? 'unpause' : 'pause', look: 'quiet' })),
  ]);
}

/** What the merchant offers to customers who are about to cancel. */
function offerForm({ ctx, session }: Visit): Piece {
  const offer = session.flow?.subscription_cancel;
  const coupon = ctx.find(coupons, offer?.retention?.coupon_offer?.coupon ?? '');
  if (coupon === undefined) return null;
  const off =
    coupon.percent_off === null ? money(coupon.amount_off ?? 0, coupon.currency ?? 'usd') : `${coupon.percent_off}%`;
  return form({ subscription: offer?.subscription ?? '' }, [
    html`<p>Stay with us and get ${off} off${coupon.name !== null && ` (${coupon.name})`}.</p>`,
    actions(button('Accept the offer', { name: 'action', value: 'accept_offer' })),
  ]);
}

function methodSection({ ctx, customer }: Visit): Html {
  const chosen = customer.invoice_settings.default_payment_method;
  const saved = ctx.all(paymentMethods, { customer: customer.id });
  return html`<section class="card" aria-label="Payment methods">
    <h2>Payment methods</h2>
    ${saved.map((method) => {
      const isDefault = method.id === chosen;
      return form(
        { method: method.id },
        html`<p>${describeMethod(method)} ${isDefault && badge('Default', 'ok')}</p>
          ${!isDefault && actions(button('Make default', { name: 'action', value: 'default_method', look: 'small quiet' }), button('Remove', { name: 'action', value: 'remove_method', look: 'small quiet' }))}`,
      );
    })}
    <h3>Add a card</h3>
    ${form({}, [cardFields(), actions(button('Add card', { name: 'action', value: 'add_method' }))])}
  </section>`;
}

function detailSection({ customer, features }: Visit): Html {
  const allowed = features.customer_update.allowed_updates;
  return html`<section class="card" aria-label="Billing information">
    <h2>Billing information</h2>
    ${form({}, [
      allowed.includes('name') && field({ label: 'Name', name: 'name', autocomplete: 'name', value: customer.name }),
      allowed.includes('email') &&
        field({ label: 'Email', name: 'email', type: 'email', autocomplete: 'email', value: customer.email }),
      allowed.includes('phone') &&
        field({ label: 'Phone number', name: 'phone', type: 'tel', autocomplete: 'tel', value: customer.phone }),
      allowed.includes('address') &&
        addressFields(
          'billing',
          customer.address == null ? EMPTY : new CheckoutForm({ billing: filled(customer.address) }),
          null,
        ),
      actions(button('Save', { name: 'action', value: 'update_details', look: 'quiet' })),
    ])}
  </section>`;
}

function filled(address: Stripe.Address): Record<string, string> {
  return Object.fromEntries(Object.entries(address as object).map(([name, value]) => [name, String(value ?? '')]));
}

function invoiceSection({ ctx, customer }: Visit): Html {
  const list = ctx
    .all(invoices, { customer: customer.id })
    .filter(({ status }) => status !== 'draft')
    .toReversed();
  return html`<section class="card">
    ${table({
      caption: 'Invoices',
      headings: ['Date', 'Amount', 'Status', 'Invoice'],
      right: [1],
      rows: list.map(({ created, currency, hosted_invoice_url: url, number, status, total }) => [
        day(created),
        money(total, currency),
        statusBadge(status ?? 'open'),
        url == null ? (number ?? '') : html`<a href="${url}">${number ?? 'View'}</a>`,
      ]),
      empty: 'There are no invoices yet.',
    })}
  </section>`;
}
