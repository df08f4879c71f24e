import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { createInvoiceItem } from '../invoice-items/invoice-item.create.js';
import { inlinePrice } from '../prices/price.create.js';
import { requirePrice } from '../prices/price.resource.js';
import { createDiscounts } from '../discounts/discount.create.js';
import type { CreateSubscriptionParams } from './subscription.params.js';
import { currentPeriod } from './subscription-state.js';
import type { Subscription } from './subscription.resource.js';

type Added = NonNullable<CreateSubscriptionParams['add_invoice_items']>;

/**
 * Adds things that are billed once: they become pending items, which the subscription's next invoice takes.
 */
export function addPendingItems(ctx: Context, subscription: Subscription, added: Added): void {
  added.forEach((entry, index) => {
    const path = `add_invoice_items[${index}]`;
    const price = priceOf(ctx, entry, path);
    createInvoiceItem(ctx, {
      customer: subscription.customer as string,
      currency: subscription.currency,
      price,
      quantity: entry.quantity ?? 1,
      period: periodOf(ctx, subscription, entry),
      subscription: subscription.id,
      proration: false,
      discounts: createDiscounts(
        ctx,
        entry.discounts ?? [],
        { customer: subscription.customer as string },
        `${path}[discounts]`,
      ),
      discountable: entry.discountable ?? true,
      metadata: mergeMetadata({}, entry.metadata),
      ...(entry.tax_rates == null ? {} : { taxRates: entry.tax_rates }),
    });
  });
}

function priceOf(ctx: Context, entry: Added[number], path: string) {
  if (entry.price_data !== undefined) return inlinePrice(ctx, entry.price_data, `${path}[price_data]`);
  if (entry.price === undefined) throw missingParam(`${path}[price]`);
  const price = requirePrice(ctx, entry.price, `${path}[price]`);
  if (price.type !== 'one_time')
    throw invalidRequest(
      'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
      { param: `${path}[price]` },
    );
  return price;
}

function periodOf(ctx: Context, subscription: Subscription, { period }: Added[number]) {
  if (period === undefined) return { start: ctx.now, end: ctx.now };
  const current = currentPeriod(subscription);
  const { start, end } = period;
  return {
    start: start.type === 'timestamp' ? (start.timestamp ?? ctx.now) : start.type === 'now' ? ctx.now : current.start,
    end: end.type === 'timestamp' ? (end.timestamp ?? ctx.now) : current.end,
  };
}
