import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invoiceItems } from '../invoice-items/invoice-item.resource.js';
import { lineStates } from '../invoices/invoice-lines.js';
import { invoicesOfSubscription } from '../invoices/invoice.resource.js';
import type { Period } from './cycle.js';
import type { SubscriptionItem } from './subscription.resource.js';

type CreditedItems = Stripe.InvoiceItem.ProrationDetails.CreditedItems;

/** What a customer was charged in advance for the time until an item's period ends. */
export interface Debit {
  /** Minor units, after discounts. */
  readonly net: number;
  readonly period: Period;
  readonly items: CreditedItems;
}

/** The charge that a credit for an item's unused time takes back: the latest that runs to the end of its period. */
export function debitOf(ctx: Context, item: SubscriptionItem, at: number): Debit | null {
  const billed = billedDebit(ctx, item, at);
  const prorated = proratedDebit(ctx, item, at);
  if (billed === null || prorated === null) return billed ?? prorated;
  return prorated.period.start >= billed.period.start ? prorated : billed;
}

const covers = (period: Period, item: SubscriptionItem, at: number): boolean =>
  period.start <= at && period.end === item.current_period_end && period.start < period.end;

/** By an invoice for a period or the part of one; a tiered price has several lines. */
function billedDebit(ctx: Context, item: SubscriptionItem, at: number): Debit | null {
  for (const { id: invoice } of invoicesOfSubscription(ctx, item.subscription).reverse()) {
    const lines = lineStates(ctx, invoice)
      .map(({ line }) => line)
      .filter(({ parent, period }) => {
        const details = parent?.subscription_item_details;
        return details?.subscription_item === item.id && details.invoice_item === null && covers(period, item, at);
      });
    const start = Math.max(...lines.map(({ period }) => period.start));
    const latest = lines.filter(({ period }) => period.start === start);
    if (latest.length > 0)
      return { net: netOf(latest), period: { start, end: item.current_period_end }, items: linked(invoice, latest) };
  }
  return null;
}

/** By a proration, pending or invoiced. */
function proratedDebit(ctx: Context, item: SubscriptionItem, at: number): Debit | null {
  const debits = ctx.all(invoiceItems, { subscription: item.subscription }).filter((known) => {
    const isOfItem = known.parent?.subscription_details?.subscription_item === item.id;
    return isOfItem && known.proration && known.amount >= 0 && covers(known.period, item, at);
  });
  const start = Math.max(...debits.map(({ period }) => period.start));
  const latest = debits.findLast(({ period }) => period.start === start);
  if (latest === undefined) return null;
  const lines = latest.invoice === null ? [] : linesOfItem(ctx, latest.invoice as string, latest.id);
  return {
    net: latest.amount,
    period: latest.period,
    items:
      lines.length === 0 ? { invoice_item: latest.id, type: 'invoice_item' } : linked(latest.invoice as string, lines),
  };
}

function linesOfItem(ctx: Context, invoice: string, item: string): Stripe.InvoiceLineItem[] {
  return lineStates(ctx, invoice)
    .filter(({ hidden }) => hidden.invoiceItem === item)
    .map(({ line }) => line);
}

function netOf(lines: readonly Stripe.InvoiceLineItem[]): number {
  return lines
    .flatMap(({ amount, discount_amounts: discounts }) => [amount, ...(discounts ?? []).map((share) => -share.amount)])
    .reduce((sum, amount) => sum + amount, 0);
}

function linked(invoice: string, lines: readonly Stripe.InvoiceLineItem[]): CreditedItems {
  return {
    invoice_line_item_details: { invoice, invoice_line_items: lines.map(({ id }) => id) },
    type: 'invoice_line_items',
  };
}
