import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import type { View } from '../../core/view.js';
import { planOf } from '../prices/plan.object.js';
import { prices } from '../prices/price.resource.js';

/** Things to be billed: on an invoice, or waiting for the customer's next one. */
export const invoiceItems = defineResource<Stripe.InvoiceItem>({
  object: 'invoiceitem',
  idPrefix: 'ii',
  label: 'invoiceitem',
  pathParam: 'invoiceitem',
  filters: {
    customer: (item) => item.customer as string,
    customer_account: (item) => item.customer_account ?? undefined,
    invoice: (item) => (item.invoice as string | null) ?? undefined,
    pending: (item) => item.invoice === null,
    subscription: (item) => item.parent?.subscription_details?.subscription,
  },
  expandable: {
    'proration_details.discount_amounts.discount': 'discount',
    customer: 'customer',
    discounts: 'discount',
    invoice: 'invoice',
    'pricing.price_details.price': 'price',
    test_clock: 'test_helpers.test_clock',
  },
  present: (item, view) => (view.apiVersion < '2025-03-31' ? olderItem(item, view) : item),
});

/** Until 2025-03-31 price and subscription stood in flat fields. */
function olderItem(item: Stripe.InvoiceItem, view: View): Stripe.InvoiceItem {
  const { parent, pricing, ...rest } = item;
  const id = pricing?.price_details?.price;
  const price = typeof id === 'string' ? (view.store.row(prices, view.account, id)?.object ?? null) : null;
  const unit = pricing?.unit_amount_decimal ?? null;
  return {
    ...rest,
    plan: price?.recurring == null ? null : planOf(view, price),
    price,
    subscription: parent?.subscription_details?.subscription ?? null,
    ...(parent?.subscription_details?.subscription_item === undefined
      ? {}
      : { subscription_item: parent.subscription_details.subscription_item }),
    unit_amount: unit !== null && /^-?\d+$/.test(String(unit)) ? Number(String(unit)) : null,
    unit_amount_decimal: unit,
  } as unknown as Stripe.InvoiceItem;
}
