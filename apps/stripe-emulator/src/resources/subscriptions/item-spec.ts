import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { inlinePrice } from '../prices/price.create.js';
import { prices } from '../prices/price.resource.js';
import { planOf } from '../prices/plan.object.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import { isSameInterval, type Period } from './cycle.js';
import type { CreateSubscriptionParams, ItemChange } from './subscription.params.js';
import { subscriptionItems, type SubscriptionItem } from './subscription.resource.js';

export type NewItem = NonNullable<CreateSubscriptionParams['items']>[number];

/** The price that an item names in whichever way. */
export function priceOfItem(ctx: Context, item: NewItem | ItemChange, path: string): Stripe.Price | undefined {
  if (item.price_data !== undefined) return inlinePrice(ctx, item.price_data, `${path}[price_data]`);
  const id = item.price ?? item.plan;
  if (id === undefined) return undefined;
  const word = item.price === undefined ? 'plan' : 'price';
  const param = `${path}[${word}]`;
  const price = ctx.find(prices, id);
  if (price === undefined) throw resourceMissing(word, id, param);
  if (price.type !== 'recurring')
    throw invalidRequest(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      { param },
    );
  if (!price.active)
    throw invalidRequest('The price specified is inactive. This field only accepts active prices.', { param });
  return price;
}

/** Makes an item, not stored yet; its period is set once all items are known. */
export function newItem(
  ctx: Context,
  item: NewItem,
  path: string,
  owner: { readonly subscription: string; readonly customer: string },
): SubscriptionItem {
  const price = priceOfItem(ctx, item, path);
  if (price === undefined)
    throw invalidRequest(`You must specify either \`price\` or \`price_data\` for \`${path}\`.`, {
      code: 'parameter_missing',
      param: `${path}[price]`,
    });
  const isMetered = price.recurring?.usage_type === 'metered';
  if (isMetered && item.quantity !== undefined) throw quantityOfMetered(path);
  const id = ctx.id(subscriptionItems.idPrefix);
  return {
    id,
    object: 'subscription_item',
    billing_thresholds: item.billing_thresholds ?? null,
    created: ctx.now,
    current_period_end: ctx.now,
    current_period_start: ctx.now,
    current_trial: null,
    discounts: createDiscounts(
      ctx,
      item.discounts ?? [],
      { customer: owner.customer, subscription: owner.subscription, subscriptionItem: id },
      `${path}[discounts]`,
    ),
    metadata: mergeMetadata({}, item.metadata),
    plan: planOf(ctx.view, price),
    price,
    ...(isMetered ? {} : { quantity: item.quantity ?? 1 }),
    subscription: owner.subscription,
    tax_rates: taxRatesOf(ctx, item.tax_rates ?? [], `${path}[tax_rates]`),
  };
}

export function quantityOfMetered(path: string): Error {
  return invalidRequest('You cannot set the quantity for metered plans.', { param: `${path}[quantity]` });
}

/** Tax rates by their ids, as subscriptions and items hold them. */
export function taxRatesOf(ctx: Context, ids: readonly string[], param: string): Stripe.TaxRate[] {
  return ids.map((id, index) => ctx.require(taxRates, id, `${param}[${index}]`));
}

/** @throws StripeError 400 when items cannot be in one subscription together */
export function assertFit(
  ctx: Context,
  items: readonly SubscriptionItem[],
  currency: string,
  isFlexible: boolean,
): void {
  const seen = new Set<string>();
  for (const { price } of items) {
    if (seen.has(price.id))
      throw invalidRequest(`Cannot add multiple subscription items with the same plan: ${price.id}`, {
        param: 'items',
      });
    seen.add(price.id);
    if (!Object.hasOwn(ctx.hidden(prices, price.id).currencyOptions, currency))
      throw invalidRequest(
        `The price specified supports currencies of \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
        { param: 'items[0][price]' },
      );
  }
  const [first] = items;
  const isMixed = items.some(({ price }) => !isSameInterval(price.recurring, first?.price.recurring ?? null));
  if (isMixed && !isFlexible)
    throw invalidRequest(
      'Currently, all plans on a subscription must have the same `interval` and `interval_count`. Subscriptions with mixed intervals need `billing_mode[type]=flexible`.',
      { param: 'items' },
    );
}

export function withPeriod(item: SubscriptionItem, { start, end }: Period): SubscriptionItem {
  return { ...item, current_period_start: start, current_period_end: end };
}
