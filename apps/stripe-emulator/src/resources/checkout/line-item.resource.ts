import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';
import { present, type View } from '../../core/view.js';
import { prices } from '../prices/price.resource.js';

export interface LineItemHidden {
  /** The checkout session, payment link or quote that it stands on. */
  readonly parent: string;
  readonly taxRates: readonly string[];
  /** What the payer chose, where the price leaves it to them; minor units. */
  readonly customAmount: number | null;
  readonly discounts: readonly Stripe.LineItem.Discount[];
  readonly taxes: readonly Stripe.LineItem.Tax[];
}

/** A line of a checkout session or a payment link; its price is stored as an id and shown whole. */
export const lineItems: Resource<Stripe.LineItem, LineItemHidden> = defineResource<Stripe.LineItem, LineItemHidden>({
  object: 'item',
  idPrefix: 'li',
  filters: { parent: (_item, { parent }) => parent },
  expandable: {
    discounts: (item, view) => view.store.row(lineItems, view.account, item.id)?.hidden.discounts ?? [],
    taxes: (item, view) => view.store.row(lineItems, view.account, item.id)?.hidden.taxes ?? [],
    'price.product': 'product',
    'price.currency_options': (item, view) => expandedPrice(item, view, 'currency_options'),
    'price.tiers': (item, view) => expandedPrice(item, view, 'tiers'),
  },
  present: (item, view) => {
    const id = item.price as unknown;
    const row = typeof id === 'string' ? view.store.row(prices, view.account, id) : undefined;
    return row === undefined ? item : { ...item, price: present(prices, row.object, view) };
  },
});

function expandedPrice(item: Stripe.LineItem, view: View, name: 'currency_options' | 'tiers'): unknown {
  const target = prices.expandable[name];
  return item.price === null || typeof target !== 'function' ? undefined : target(item.price, view);
}

/** The lines of something, in the order in which they were given. */
export function linesOf(
  view: View,
  parent: string,
): { readonly item: Stripe.LineItem; readonly hidden: LineItemHidden }[] {
  return view.store.all(lineItems, view.account, { parent }).map((row) => ({ item: row.object, hidden: row.hidden }));
}

/** The first ten lines, as `line_items` shows them inside of another object. */
export function lineItemList(view: View, parent: string, url: string): Stripe.ApiList<Stripe.LineItem> {
  const all = linesOf(view, parent);
  const data = all.slice(0, 10).map(({ item }) => present(lineItems, item, view));
  return { object: 'list', data, has_more: all.length > data.length, url };
}
