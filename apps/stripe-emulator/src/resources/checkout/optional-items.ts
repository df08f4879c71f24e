import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { html, type Piece } from '../../pages/html.js';
import { actions, button, checkbox, money } from '../../pages/parts.js';
import { amountFor } from '../prices/price-amount.js';
import { prices } from '../prices/price.resource.js';
import { products } from '../products/product.resource.js';
import type { CheckoutForm } from './checkout-form.js';
import { checkoutLine, type CheckoutLine } from './checkout-lines.js';
import { linesOf } from './line-item.resource.js';
import { checkoutSessions } from './session.resource.js';

/** What else the shop suggests, with a box to tick each. */
export function optionalSection(ctx: Context, session: Stripe.Checkout.Session): Piece {
  const items = session.optional_items ?? [];
  if (items.length === 0) return null;
  const chosen = linesOf(ctx.view, session.id).map(({ item }) => item.price as unknown as string);
  return html`<h3>You may also like</h3>
    <input type="hidden" name="optional_shown" value="true" />
    ${items.map(({ price: id, quantity }) => {
      const price = ctx.require(prices, id);
      const name = ctx.find(products, price.product as string)?.name ?? 'Product';
      const amount = amountFor(ctx, price, quantity, session.currency ?? price.currency);
      return checkbox({
        label: `${name}: ${money(amount, session.currency ?? price.currency)}`,
        name: `optional[${id}]`,
        isChecked: chosen.includes(id),
      });
    })}
    ${actions(button('Update order', { name: 'action', value: 'update', look: 'small quiet' }))}`;
}

/** The lines with the suggestions that were ticked, and without those that no longer are. */
export function withOptionalItems(
  ctx: Context,
  session: Stripe.Checkout.Session,
  lines: readonly CheckoutLine[],
  form: CheckoutForm,
): readonly CheckoutLine[] {
  if (!form.has('optional_shown')) return lines;
  const { params } = ctx.hidden(checkoutSessions, session.id);
  const fixed = new Set((params.line_items ?? []).map(({ price }) => price));
  return (params.optional_items ?? []).reduce<readonly CheckoutLine[]>((known, item, index) => {
    const isThere = known.some(({ price }) => price.id === item.price);
    const isWanted = form.has('optional', item.price);
    if (isWanted && !isThere) return [...known, checkoutLine(ctx, item, `optional_items[${index}]`)];
    return isWanted || fixed.has(item.price) ? known : known.filter(({ price }) => price.id !== item.price);
  }, lines);
}
