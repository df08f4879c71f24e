import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { defineResource, type Resource } from '../../core/resource.js';
import { metadata, token } from '../../core/search/fields.js';
import type { View } from '../../core/view.js';

export interface PriceHidden {
  /** Shown only when expanded. */
  readonly tiers: Stripe.Price.Tier[] | null;
  /** By currency, the price's own among them; shown only when expanded. */
  readonly currencyOptions: Record<string, Stripe.Price.CurrencyOptions>;
  /** Of prices under versions that had usage records. */
  readonly aggregateUsage: string | null;
}

/** Prices, and the older plans, which are recurring prices in another shape. Clients choose the ids of plans. */
export const prices: Resource<Stripe.Price, PriceHidden> = defineResource<Stripe.Price, PriceHidden>({
  object: 'price',
  idPrefix: 'price',
  pathParam: 'price',
  hasClientIds: true,
  filters: {
    active: (price) => price.active,
    currency: (price) => price.currency,
    lookup_key: (price) => price.lookup_key ?? undefined,
    product: (price) => price.product as string,
    type: (price) => price.type,
    interval: (price) => price.recurring?.interval,
    meter: (price) => price.recurring?.meter ?? undefined,
    usage_type: (price) => price.recurring?.usage_type,
  },
  searchable: {
    active: token((price) => price.active),
    currency: token((price) => price.currency),
    lookup_key: token((price) => price.lookup_key),
    metadata,
    product: token((price) => price.product as string),
    type: token((price) => price.type),
  },
  expandable: {
    currency_options: (price, view) => shownOptions(hiddenOf(price.id, view)),
    product: 'product',
    tiers: (price, view) => hiddenOf(price.id, view)?.tiers ?? undefined,
  },
  present: (price, view) => withAggregateUsage(price, view),
});

function hiddenOf(id: string, view: View): PriceHidden | undefined {
  return view.store.row(prices, view.account, id)?.hidden;
}

/** The tiers of a currency's option take an expansion of their own. */
function shownOptions(hidden: PriceHidden | undefined): Record<string, Stripe.Price.CurrencyOptions> | undefined {
  if (hidden === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(hidden.currencyOptions).map(([currency, { tiers: _, ...shown }]) => [currency, shown]),
  );
}

/** Until usage records went, metered prices told how the records of a period were taken together. */
function withAggregateUsage(price: Stripe.Price, view: View): Stripe.Price {
  if (price.recurring === null || view.apiVersion >= '2025-03-31') return price;
  const aggregate = hiddenOf(price.id, view)?.aggregateUsage ?? null;
  const recurring = { ...price.recurring, aggregate_usage: aggregate };
  return { ...price, recurring };
}

/** @throws StripeError 400 about the parameter that named it */
export function requirePrice(ctx: Context, id: string, param = 'price'): Stripe.Price {
  return ctx.require(prices, id, param);
}
