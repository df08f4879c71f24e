import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { amountFor } from '../prices/price-amount.js';
import { prices } from '../prices/price.resource.js';
import { release, updateSchedule } from '../subscription-schedules/schedule-change.js';
import { createSchedule } from '../subscription-schedules/schedule-create.js';
import { addIntervals } from '../subscriptions/cycle.js';
import { currentPeriod, itemsOf, quantityOf } from '../subscriptions/subscription-state.js';
import type { SubscriptionItem } from '../subscriptions/subscription.resource.js';
import type { Features } from './portal-visit.js';

export interface ItemChange {
  readonly id: string;
  readonly price?: string;
  readonly quantity?: number;
}

interface Terms {
  readonly price: Stripe.Price;
  readonly quantity: number;
}

const termsOf = (ctx: Context, item: SubscriptionItem, change: ItemChange | undefined): Terms => ({
  price: change?.price === undefined ? item.price : ctx.require(prices, change.price),
  quantity: change?.quantity ?? quantityOf(item),
});

/** Whether a condition of the configuration puts a change off: it makes an item cheaper, or its interval shorter. */
export function isForLater(
  ctx: Context,
  features: Features,
  before: Stripe.Subscription,
  changes: readonly ItemChange[],
): boolean {
  const conditions = features.subscription_update.schedule_at_period_end.conditions.map(({ type }) => type);
  const costOf = ({ price, quantity }: Terms): number => amountFor(ctx, price, quantity, before.currency);
  const lengthOf = ({ price }: Terms): number =>
    addIntervals(0, price.recurring ?? { interval: 'month', interval_count: 1 }, 1);
  return itemsOf(before).some((item) => {
    const change = changes.find(({ id }) => id === item.id);
    if (change === undefined) return false;
    const [old, next] = [termsOf(ctx, item, undefined), termsOf(ctx, item, change)];
    const isCheaper = costOf(next) < costOf(old) && lengthOf(next) === lengthOf(old);
    const isShorter = lengthOf(next) < lengthOf(old);
    return (
      (isCheaper && conditions.includes('decreasing_item_amount')) ||
      (isShorter && conditions.includes('shortening_interval'))
    );
  });
}

/** A schedule lets the paid period run out and makes the change then; one that was there goes. */
export function changeAtPeriodEnd(
  ctx: Context,
  before: Stripe.Subscription,
  changes: readonly ItemChange[],
  discounts: readonly { readonly coupon?: string; readonly promotion_code?: string }[],
): void {
  if (before.schedule !== null) release(ctx, before.schedule as string, {});
  const { id, phases } = createSchedule(ctx, { from_subscription: before.id });
  const { start } = currentPeriod(before);
  const [current] = phases;
  const itemOf = ({ price, quantity }: Terms) =>
    price.recurring?.usage_type === 'metered' ? { price: price.id } : { price: price.id, quantity };
  const items = itemsOf(before);
  updateSchedule(ctx, id, {
    end_behavior: 'release',
    phases: [
      {
        items: items.map((item) => itemOf(termsOf(ctx, item, undefined))),
        start_date: current?.start_date ?? start,
        end_date: current?.end_date ?? currentPeriod(before).end,
      },
      {
        items: items.map((item) =>
          itemOf(
            termsOf(
              ctx,
              item,
              changes.find((change) => change.id === item.id),
            ),
          ),
        ),
        iterations: 1,
        proration_behavior: 'none',
        ...(discounts.length === 0 ? {} : { discounts: [...discounts] }),
      },
    ],
  });
}
