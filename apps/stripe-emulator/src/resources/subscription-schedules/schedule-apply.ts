import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { itemsOf } from '../subscriptions/subscription-state.js';
import type {
  CreateSubscriptionParams,
  ItemChange,
  UpdateSubscriptionParams,
} from '../subscriptions/subscription.params.js';
import type { Subscription } from '../subscriptions/subscription.resource.js';
import type { Phase, Schedule } from './schedule.resource.js';

type Item = NonNullable<CreateSubscriptionParams['items']>[number];
type Common = Pick<
  UpdateSubscriptionParams & CreateSubscriptionParams,
  | 'add_invoice_items'
  | 'application_fee_percent'
  | 'automatic_tax'
  | 'collection_method'
  | 'days_until_due'
  | 'default_payment_method'
  | 'default_tax_rates'
  | 'description'
  | 'discounts'
  | 'metadata'
  | 'on_behalf_of'
  | 'proration_behavior'
>;

/** How the subscription of a phase is made. */
export function creationOf(ctx: Context, schedule: Schedule, phase: Phase): CreateSubscriptionParams {
  const transfer = phase.transfer_data ?? schedule.default_settings.transfer_data;
  return {
    ...commonOf(schedule, phase),
    customer: schedule.customer as string,
    items: phase.items.map(itemOf),
    billing_mode: { type: schedule.billing_mode.type === 'classic' ? 'classic' : 'flexible' },
    ...(phase.start_date < ctx.now ? { backdate_start_date: phase.start_date } : {}),
    ...(transfer === null ? {} : { transfer_data: transferOf(transfer) }),
    ...(phase.trial_end === null || phase.trial_end <= ctx.now ? {} : { trial_end: phase.trial_end }),
  };
}

/** What a phase changes in the subscription. Items of the same price stay; the others take each other's place. */
export function changeTo(
  ctx: Context,
  schedule: Schedule,
  subscription: Subscription,
  phase: Phase,
): UpdateSubscriptionParams {
  const old = itemsOf(subscription);
  const free = old.filter(({ price }) => !phase.items.some((item) => item.price === price.id));
  const items: ItemChange[] = phase.items.map((item) => {
    const same = old.find(({ price }) => price.id === item.price) ?? free.shift();
    return { ...itemOf(item), ...(same === undefined ? {} : { id: same.id }) };
  });
  const anchor = phase.billing_cycle_anchor ?? schedule.default_settings.billing_cycle_anchor;
  const isTrial = phase.trial_end !== null && phase.trial_end > ctx.now;
  return {
    ...commonOf(schedule, phase),
    items: [...items, ...free.map(({ id }): ItemChange => ({ id, deleted: true }))],
    ...(anchor === 'phase_start' ? { billing_cycle_anchor: 'now' } : {}),
    ...(isTrial ? { trial_end: phase.trial_end ?? ctx.now } : {}),
  };
}

function commonOf({ default_settings: defaults }: Schedule, phase: Phase): Common {
  const method = phase.collection_method ?? defaults.collection_method ?? 'charge_automatically';
  const days = phase.invoice_settings?.days_until_due ?? defaults.invoice_settings.days_until_due ?? 30;
  const isSent = method === 'send_invoice';
  const tax = phase.automatic_tax ?? defaults.automatic_tax;
  return {
    add_invoice_items: phase.add_invoice_items.map((item) => ({
      ...(item.discountable === null ? {} : { discountable: item.discountable }),
      discounts: item.discounts.map(discountOf),
      metadata: item.metadata ?? {},
      price: item.price as string,
      quantity: item.quantity ?? 1,
      period: periodOf(item.period, phase),
      tax_rates: (item.tax_rates ?? []).map(({ id }) => id),
    })),
    application_fee_percent: phase.application_fee_percent ?? defaults.application_fee_percent,
    ...(tax === undefined ? {} : { automatic_tax: { enabled: tax.enabled } }),
    collection_method: isSent ? 'send_invoice' : 'charge_automatically',
    ...(isSent ? { days_until_due: days } : {}),
    default_payment_method: (phase.default_payment_method ?? defaults.default_payment_method) as string | null,
    default_tax_rates: (phase.default_tax_rates ?? []).map(({ id }) => id),
    description: phase.description ?? defaults.description,
    discounts: phase.discounts.map(discountOf),
    metadata: phase.metadata ?? {},
    on_behalf_of: (phase.on_behalf_of ?? defaults.on_behalf_of) as string | null,
    proration_behavior: phase.proration_behavior as 'create_prorations',
  };
}

function periodOf(period: Phase['add_invoice_items'][number]['period'], phase: Phase) {
  const start = period.start.type === 'phase_start' ? phase.start_date : period.start.timestamp;
  const end = period.end.type === 'phase_end' ? phase.end_date : period.end.timestamp;
  return {
    start:
      start === undefined
        ? { type: 'max_item_period_start' as const }
        : { type: 'timestamp' as const, timestamp: start },
    end: end === undefined ? { type: 'min_item_period_end' as const } : { type: 'timestamp' as const, timestamp: end },
  };
}

function itemOf(item: Phase['items'][number]): Item {
  return {
    ...(item.billing_thresholds?.usage_gte == null
      ? {}
      : { billing_thresholds: { usage_gte: item.billing_thresholds.usage_gte } }),
    discounts: item.discounts.map(discountOf),
    metadata: item.metadata ?? {},
    price: item.price as string,
    ...(item.quantity === undefined ? {} : { quantity: item.quantity }),
    tax_rates: (item.tax_rates ?? []).map(({ id }) => id),
  };
}

function discountOf({ coupon, discount, promotion_code }: Phase['discounts'][number]) {
  return {
    ...(coupon === null ? {} : { coupon: coupon as string }),
    ...(discount === null ? {} : { discount: discount as string }),
    ...(promotion_code === null ? {} : { promotion_code: promotion_code as string }),
  };
}

function transferOf({ amount_percent, destination }: Stripe.SubscriptionSchedule.Phase.TransferData) {
  return { ...(amount_percent === null ? {} : { amount_percent }), destination: destination as string };
}
