import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { locationStatus, type TaxedParty } from '../automatic-tax/automatic-tax.js';
import { minimumCharge } from '../pricing/charge-amount.js';
import { customers } from '../customers/customer.resource.js';
import { decimalText } from '../prices/decimal.js';
import { invoiceLines } from './invoice-line.resource.js';
import { totalsOf, type LineState } from './invoice-totals.js';
import { invoices, subscriptionIdOf } from './invoice.resource.js';
import type { LineInput } from './invoice.types.js';

/** A line as it is before discounts and taxes are known. */
export function newLine(ctx: Context, invoice: string, input: LineInput): LineState {
  const { price, unitAmountDecimal: unit, parent, quantity } = input;
  const subscription =
    parent?.subscription_item_details?.subscription ?? parent?.invoice_item_details?.subscription ?? null;
  return {
    line: {
      id: ctx.id(invoiceLines.idPrefix),
      object: 'line_item',
      amount: input.amount,
      currency: input.currency,
      description: input.description,
      discount_amounts: [],
      discountable: input.discountable,
      discounts: [...input.discounts],
      invoice,
      livemode: false,
      metadata: input.metadata,
      parent,
      period: input.period,
      pretax_credit_amounts: [],
      pricing: pricingOf(price, unit),
      quantity,
      quantity_decimal: quantity === null ? null : decimalText(String(quantity)),
      subscription,
      subtotal: input.amount,
      taxes: [],
    },
    hidden: {
      taxRates: input.taxRates === null ? null : [...input.taxRates],
      invoiceItem: input.invoiceItem ?? null,
      taxAmounts: input.taxAmounts ?? null,
    },
  };
}

export function pricingOf(price: Stripe.Price | null, unit: string | null): Stripe.InvoiceLineItem.Pricing | null {
  if (price === null && unit === null) return null;
  return {
    ...(price === null ? {} : { price_details: { price: price.id, product: price.product as string } }),
    type: 'price_details',
    unit_amount_decimal: unit === null ? null : decimalText(unit),
  };
}

/** The lines of an invoice in their order, with what is remembered of them. */
export function lineStates(ctx: Context, invoice: string): LineState[] {
  return ctx.store.all(invoiceLines, ctx.account, { invoice }).map(({ object, hidden }) => ({ line: object, hidden }));
}

/** Stores lines of a draft; call `recompute` afterwards. */
export function addLines(ctx: Context, invoice: string, inputs: readonly LineInput[]): void {
  for (const input of inputs) {
    const { line, hidden } = newLine(ctx, invoice, input);
    ctx.insert(invoiceLines, line, hidden);
  }
}

/** What is due of a total when the customer's balance is taken into account. */
export function dueAmount(total: number, balance: number, currency: string): number {
  const due = Math.max(0, total + balance);
  // Less than can be charged waits on the balance for the next invoice.
  return due < minimumCharge(currency) && total > 0 ? 0 : due;
}

/** Brings discounts, taxes and sums of a draft up to date, without an event. */
export function recompute(ctx: Context, id: string): Stripe.Invoice {
  const invoice = ctx.require(invoices, id);
  const customer = ctx.find(customers, invoice.customer as string);
  const party = taxedParty(invoice);
  const { lines, totals } = totalsOf(ctx, {
    lines: lineStates(ctx, id),
    discounts: invoice.discounts as string[],
    defaultTaxRates: invoice.default_tax_rates.map((rate) => rate.id),
    exempt: invoice.customer_tax_exempt,
    shipping: invoice.shipping_cost,
    taxedParty: invoice.automatic_tax.enabled ? party : null,
  });
  for (const line of lines) ctx.update(invoiceLines, line.id, line);
  const balance = customer?.balance ?? 0;
  const due = dueAmount(totals.total, balance, invoice.currency);
  return ctx.update(invoices, id, {
    ...totals,
    ...(invoice.automatic_tax.enabled
      ? { automatic_tax: { ...invoice.automatic_tax, status: locationStatus(party) } }
      : {}),
    amount_due: due,
    amount_remaining: due,
    starting_balance: balance,
  });
}

/** Whom an invoice is taxed for, as it names its customer. */
function taxedParty(invoice: Stripe.Invoice): TaxedParty {
  return {
    billing: invoice.customer_address,
    shipping: invoice.customer_shipping?.address,
    taxIds: (invoice.customer_tax_ids ?? []).map(({ type }) => type),
  };
}

/** Whether an invoice bills a subscription, or a one-off thing. */
export const isOfSubscription = (invoice: Stripe.Invoice): boolean => subscriptionIdOf(invoice) !== null;
