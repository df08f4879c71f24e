import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { html, type Html, type Piece } from '../../pages/html.js';
import { actions, button, day, field, money, notice } from '../../pages/parts.js';
import { coupons } from '../coupons/coupon.resource.js';
import { describePrice } from '../prices/price-amount.js';
import { prices } from '../prices/price.resource.js';
import { promotionCodes } from '../promotion-codes/promotion-code.resource.js';
import type { CheckoutForm } from './checkout-form.js';
import { linesOf } from './line-item.resource.js';
import { optionalSection } from './optional-items.js';
import { checkoutSessions } from './session.resource.js';

type Session = Stripe.Checkout.Session;

/** What is bought, for how much, and what the payer may change about it. */
export function orderSection(ctx: Context, session: Session, form: CheckoutForm): Html {
  const currency = session.currency ?? 'usd';
  const total = money(session.amount_total ?? 0, currency);
  const lines = linesOf(ctx.view, session.id);
  const isChangeable = lines.some(
    ({ item, hidden }) => item.adjustable_quantity?.enabled === true || hidden.customAmount !== null,
  );
  return html`<section class="card" aria-label="Your order">
    <p class="note">${session.mode === 'subscription' ? 'Subscribe: due today' : 'Amount due'}</p>
    <p class="amount" id="ProductSummary-totalAmount" data-testid="product-summary-total-amount">${total}</p>
    <table>
      <tbody>
        ${lines.map(
          ({ item, hidden }) =>
            html`<tr>
              <td>
                ${item.description} ${rhythmOf(ctx, session, item)}
                ${item.adjustable_quantity?.enabled === true ? quantityField(item) : html`<span class="note">Qty ${item.quantity}</span>`}
                ${hidden.customAmount !== null && amountField(item, hidden.customAmount, currency)}
              </td>
              <td class="right nowrap">${money(item.amount_subtotal, currency)}</td>
            </tr>`,
        )}
        ${summary(session).map(
          ([name, amount]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="right nowrap">${money(amount, currency)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${isChangeable && actions(button('Update', { name: 'action', value: 'update', look: 'small quiet' }))}
    ${optionalSection(ctx, session)} ${promotionField(ctx, session, form)}
  </section>`;
}

/** What a subscription costs and how often, and how long it is free. */
function rhythmOf(ctx: Context, session: Session, item: Stripe.LineItem): Piece {
  const price = ctx.find(prices, item.price as unknown as string);
  if (price?.recurring == null) return null;
  const { trial_period_days: days, trial_end: end } =
    ctx.hidden(checkoutSessions, session.id).params.subscription_data ?? {};
  const free =
    days !== undefined ? `${days} days free, then ` : end !== undefined ? `Free until ${day(end)}, then ` : '';
  return html`<span class="hint">${free}${describePrice(ctx, price, item.quantity ?? 1)}</span>`;
}

function summary(session: Session): (readonly [string, number])[] {
  const {
    amount_discount: discount = 0,
    amount_shipping: shipping = 0,
    amount_tax: tax = 0,
  } = session.total_details ?? {};
  return [
    ['Subtotal', session.amount_subtotal ?? 0],
    ...(discount === 0 ? [] : [['Discount', -discount] as const]),
    ...(session.shipping_cost === null ? [] : [['Shipping', shipping ?? 0] as const]),
    ...(tax === 0 ? [] : [['Tax', tax] as const]),
    ['Total due', session.amount_total ?? 0],
  ];
}

function quantityField({ id, quantity, description, adjustable_quantity: limits }: Stripe.LineItem): Html {
  return field({
    label: `Quantity of ${description ?? 'this'}`,
    name: `quantity[${id}]`,
    value: quantity,
    type: 'number',
    inputmode: 'numeric',
    min: limits?.minimum ?? 0,
    max: limits?.maximum ?? 99,
  });
}

function amountField(item: Stripe.LineItem, amount: number, currency: string): Html {
  const value = money(amount, currency).replaceAll(/[^\d.]/g, '');
  return field({
    label: `Amount for ${item.description ?? 'this'}`,
    name: `custom_amount[${item.id}]`,
    value,
    inputmode: 'decimal',
  });
}

function promotionField(ctx: Context, session: Session, form: CheckoutForm): Piece {
  if (session.allow_promotion_codes !== true) return null;
  const [applied] = session.discounts ?? [];
  if (applied !== undefined) {
    const code = ctx.find(promotionCodes, (applied.promotion_code as string | null) ?? '')?.code;
    const name = ctx.find(coupons, (applied.coupon as string | null) ?? '')?.name;
    return html`${notice(html`Promotion code <b>${code ?? name ?? ''}</b> applied`, 'ok')}
    ${button('Remove code', { name: 'action', value: 'remove_promotion', look: 'small quiet' })}`;
  }
  return html`${field({ label: 'Promotion code', name: 'promotionCode', id: 'promotionCode', value: form.text('promotion_code') })}
  ${actions(button('Apply', { name: 'action', value: 'apply_promotion', look: 'small quiet' }))}`;
}
