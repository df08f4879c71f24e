import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { planOf } from '../prices/plan.object.js';
import { newItem, priceOfItem, quantityOfMetered, taxRatesOf, withPeriod } from './item-spec.js';
import { periodAround } from './cycle.js';
import { intervalOf } from './first-invoice.js';
import { itemsOf } from './subscription-state.js';
import type { ItemChange } from './subscription.params.js';
import type { Subscription, SubscriptionItem } from './subscription.resource.js';

/** The items of a subscription after a change: those it does not mention stay. Nothing is stored yet. */
export function changedItems(
  ctx: Context,
  subscription: Subscription,
  changes: readonly ItemChange[],
  path = (index: number): string => `items[${index}]`,
): SubscriptionItem[] {
  const items = new Map(itemsOf(subscription).map((item) => [item.id, item]));
  changes.forEach((change, index) => {
    if (change.id === undefined) {
      const item = addedItem(ctx, subscription, change, path(index));
      items.set(item.id, item);
      return;
    }
    const item = items.get(change.id);
    if (item === undefined)
      throw invalidRequest(`No such subscription item: '${change.id}'`, {
        code: 'resource_missing',
        param: `${path(index)}[id]`,
      });
    if (change.deleted === true) items.delete(item.id);
    else items.set(item.id, changedItem(ctx, subscription, item, change, path(index)));
  });
  if (items.size === 0)
    throw invalidRequest('A subscription must have at least one active plan. Cancel the subscription to end it.', {
      param: 'items',
    });
  return [...items.values()];
}

function addedItem(ctx: Context, subscription: Subscription, change: ItemChange, path: string): SubscriptionItem {
  const { clear_usage: _usage, deleted: _deleted, id: _id, ...fields } = change;
  const owner = { subscription: subscription.id, customer: subscription.customer as string };
  const item = newItem(ctx, fields, path, owner);
  const anchor = subscription.billing_cycle_anchor;
  if (anchor > ctx.now) return withPeriod(item, { start: ctx.now, end: anchor });
  const other = itemsOf(subscription).find(
    (known) => known.price.recurring?.interval === item.price.recurring?.interval,
  );
  if (other !== undefined)
    return withPeriod(item, { start: other.current_period_start, end: other.current_period_end });
  return withPeriod(item, periodAround(anchor, intervalOf(item), ctx.now));
}

function changedItem(
  ctx: Context,
  subscription: Subscription,
  item: SubscriptionItem,
  change: ItemChange,
  path: string,
): SubscriptionItem {
  const price = priceOfItem(ctx, change, path) ?? item.price;
  const isMetered = price.recurring?.usage_type === 'metered';
  if (isMetered && change.quantity !== undefined) throw quantityOfMetered(path);
  const { quantity: old, ...rest } = item;
  const quantity = isMetered ? undefined : (change.quantity ?? old ?? 1);
  const owner = { customer: subscription.customer as string, subscription: subscription.id, subscriptionItem: item.id };
  return {
    ...rest,
    billing_thresholds: change.billing_thresholds === undefined ? item.billing_thresholds : change.billing_thresholds,
    discounts:
      change.discounts === undefined
        ? item.discounts
        : createDiscounts(ctx, change.discounts ?? [], owner, `${path}[discounts]`),
    metadata: mergeMetadata(item.metadata, change.metadata),
    plan: planOf(ctx.view, price),
    price,
    ...(quantity === undefined ? {} : { quantity }),
    tax_rates:
      change.tax_rates === undefined ? item.tax_rates : taxRatesOf(ctx, change.tax_rates ?? [], `${path}[tax_rates]`),
  };
}
