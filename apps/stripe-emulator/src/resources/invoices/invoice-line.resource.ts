import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import type { View } from '../../core/view.js';
import { planOf } from '../prices/plan.object.js';
import { prices } from '../prices/price.resource.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import type { StatedTax } from './invoice.types.js';

export interface LineHidden {
  /** Ids of the line's own rates; null takes the invoice's. */
  readonly taxRates: readonly string[] | null;
  readonly invoiceItem: string | null;
  readonly taxAmounts: readonly StatedTax[] | null;
  /** What billing credits pay of it. */
  readonly credits?: readonly { readonly amount: number; readonly transaction: string }[];
}

export const invoiceLines = defineResource<Stripe.InvoiceLineItem, LineHidden>({
  object: 'line_item',
  idPrefix: 'il',
  filters: { invoice: (line) => line.invoice ?? undefined },
  expandable: {
    'discount_amounts.discount': 'discount',
    discounts: 'discount',
    'price.product': 'product',
    'pretax_credit_amounts.credit_balance_transaction': 'billing.credit_balance_transaction',
    'pretax_credit_amounts.discount': 'discount',
    'pricing.price_details.price': 'price',
    subscription: 'subscription',
  },
  present: (line, view) => (view.apiVersion < '2025-03-31' && !isOlder(line) ? olderLine(line, view) : line),
});

/** Whether a line was presented already, as part of a preview. */
const isOlder = (line: object): boolean => 'price' in line;

/** Lines had their price and what they came from in flat fields until 2025-03-31. */
function olderLine(line: Stripe.InvoiceLineItem, view: View): Stripe.InvoiceLineItem {
  const { parent, pricing, taxes, ...rest } = line;
  const id = pricing?.price_details?.price;
  const price = typeof id === 'string' ? view.store.row(prices, view.account, id)?.object : id;
  const item = parent?.subscription_item_details ?? null;
  const own = parent?.invoice_item_details ?? null;
  const plan = price?.recurring == null ? null : planOf(view, price);
  return {
    ...rest,
    amount_excluding_tax: line.amount - inclusiveOf(taxes ?? []),
    ...(own?.invoice_item === undefined && item?.invoice_item == null
      ? {}
      : { invoice_item: own?.invoice_item ?? item?.invoice_item }),
    plan,
    price: price ?? null,
    proration: item?.proration ?? own?.proration ?? false,
    proration_details: item?.proration_details ?? own?.proration_details ?? { credited_items: null },
    ...(item === null ? {} : { subscription_item: item.subscription_item }),
    tax_amounts: (taxes ?? []).map(olderTax),
    tax_rates: (taxes ?? []).flatMap(({ tax_rate_details: details }) => {
      const rate = view.store.row(taxRates, view.account, details?.tax_rate ?? '');
      return rate === undefined ? [] : [rate.object];
    }),
    type: item === null ? 'invoiceitem' : 'subscription',
    unit_amount_excluding_tax: pricing?.unit_amount_decimal ?? null,
  } as unknown as Stripe.InvoiceLineItem;
}

function inclusiveOf(taxes: readonly Stripe.InvoiceLineItem.Tax[]): number {
  return taxes.filter((tax) => tax.tax_behavior === 'inclusive').reduce((sum, { amount }) => sum + amount, 0);
}

/** A tax amount before it had a behaviour and details. */
export function olderTax(tax: Stripe.InvoiceLineItem.Tax): object {
  return {
    amount: tax.amount,
    inclusive: tax.tax_behavior === 'inclusive',
    tax_rate: tax.tax_rate_details?.tax_rate ?? null,
    taxability_reason: tax.taxability_reason,
    taxable_amount: tax.taxable_amount,
  };
}
