import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';
import { metadata, number, token } from '../../core/search/fields.js';
import type { View } from '../../core/view.js';
import { presentSubscription } from './subscription.shape.js';
import { presentItem } from './subscription-item.shape.js';
import { expandedSource } from '../sources/shown-sources.js';

export type Subscription = Stripe.Subscription;
export type SubscriptionItem = Stripe.SubscriptionItem;

export interface SubscriptionHidden {
  /** What is planned next for it; null when nothing is. */
  readonly wake: string | null;
  /** End of the trial of which the notice was sent. */
  readonly trialNoticeFor: number | null;
  /** End of the period whose `invoice.upcoming` was sent. */
  readonly upcomingFor: number | null;
  /** A change that waits for its payment: the invoice, and the change as it was asked for, as JSON. */
  readonly pendingUpdate: { readonly invoice: string; readonly change: string } | null;
  /** How much of each item's usage in this period was billed early, because a threshold was reached. */
  readonly billedUsage: Readonly<Record<string, number>>;
  /** The invoice whose payment ends a pause. */
  readonly resumption: string | null;
  /** Until it is answered to its creator, its first event is not sent; payments of its first invoice are no change. */
  readonly isBeingMade: boolean;
}

export const NEW_HIDDEN: SubscriptionHidden = {
  wake: null,
  trialNoticeFor: null,
  upcomingFor: null,
  pendingUpdate: null,
  billedUsage: {},
  resumption: null,
  isBeingMade: true,
};

/** Statuses in which nothing more happens. */
export const ENDED: readonly string[] = ['canceled', 'incomplete_expired'];
/** Statuses in which it is billed at the end of its periods. */
export const LIVING: readonly string[] = ['active', 'trialing', 'past_due', 'unpaid'];

export const subscriptions: Resource<Subscription, SubscriptionHidden> = defineResource<
  Subscription,
  SubscriptionHidden
>({
  object: 'subscription',
  idPrefix: 'sub',
  pathParam: 'id',
  filters: {
    collection_method: ({ collection_method: method }) => method,
    customer: ({ customer }) => customer as string,
    customer_account: ({ customer_account: account }) => account ?? undefined,
    price: ({ items }) => items.data.map(({ price }) => price.id),
    /** `all` is every one, `ended` those that are over, none of it those that are not canceled. */
    status: ({ status }) => [status, 'all', ENDED.includes(status) ? 'ended' : 'not_ended', ...notCanceled(status)],
    test_clock: ({ test_clock: clock }) => (clock as string | null) ?? undefined,
    automatic_tax: ({ automatic_tax: tax }) => tax.enabled,
    schedule: ({ schedule }) => (schedule as string | null) ?? undefined,
  },
  searchable: {
    canceled_at: number(({ canceled_at: at }) => at),
    created: number(({ created }) => created),
    metadata,
    status: token(({ status }) => status),
  },
  expandable: {
    'automatic_tax.liability.account': 'account',
    'billing_schedules.applies_to.price': 'price',
    'invoice_settings.account_tax_ids': 'tax_id',
    'invoice_settings.issuer.account': 'account',
    application: 'application',
    customer: 'customer',
    default_payment_method: 'payment_method',
    default_source: expandedSource,
    discounts: 'discount',
    'items.data.discounts': 'discount',
    'items.data.price.product': 'product',
    'items.data.plan.product': 'product',
    latest_invoice: 'invoice',
    on_behalf_of: 'account',
    'pending_update.discounts': 'discount',
    'pending_update.subscription_items.price.product': 'product',
    'plan.product': 'product',
    pending_setup_intent: 'setup_intent',
    schedule: 'subscription_schedule',
    test_clock: 'test_helpers.test_clock',
    'transfer_data.destination': 'account',
  },
  present: (subscription: Subscription, view: View) => presentSubscription(subscription, view),
});

export const subscriptionItems: Resource<SubscriptionItem, undefined> = defineResource<SubscriptionItem>({
  object: 'subscription_item',
  idPrefix: 'si',
  pathParam: 'item',
  filters: { subscription: ({ subscription }) => subscription },
  expandable: { discounts: 'discount', 'price.product': 'product', 'plan.product': 'product' },
  present: (item: SubscriptionItem, view: View) => presentItem(item, view),
});

function notCanceled(status: string): string[] {
  return status === 'canceled' ? [] : ['not_canceled'];
}
