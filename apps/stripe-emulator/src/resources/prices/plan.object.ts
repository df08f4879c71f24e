import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';
import { present, type View } from '../../core/view.js';
import { prices } from './price.resource.js';

/** Plans are not stored: they are prices in another shape. This names what may be expanded in one. */
export const plans = defineResource<Stripe.Plan>({
  object: 'plan',
  idPrefix: 'plan',
  pathParam: 'plan',
  expandable: {
    product: 'product',
    tiers: (plan, view) => view.store.row(prices, view.account, plan.id)?.hidden.tiers ?? undefined,
  },
  /** Until usage records went, metered plans told how the records of a period were taken together. */
  present: (plan, view) => {
    if (view.apiVersion >= '2025-03-31') return plan;
    const aggregate = view.store.row(prices, view.account, plan.id)?.hidden.aggregateUsage ?? null;
    const older = { ...plan, aggregate_usage: aggregate };
    return older;
  },
});

/** A recurring price as a plan, as it stands in other objects of the viewer's version. */
export const planOf = (view: View, price: Stripe.Price): Stripe.Plan => present(plans, planFrom(price), view);

/** A recurring price as a plan. */
export function planFrom(price: Stripe.Price): Stripe.Plan {
  const { recurring, transform_quantity: transform } = price;
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: recurring?.interval ?? 'month',
    interval_count: recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: recurring?.meter ?? null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: transform,
    trial_period_days: recurring?.trial_period_days ?? null,
    usage_type: recurring?.usage_type ?? 'licensed',
  };
}
