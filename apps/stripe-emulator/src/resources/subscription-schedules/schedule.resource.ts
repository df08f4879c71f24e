import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';

export type Schedule = Stripe.SubscriptionSchedule;
export type Phase = Stripe.SubscriptionSchedule.Phase;

export interface ScheduleHidden {
  /** What is planned next. */
  readonly wake: string | null;
  /** Whether its end was announced. */
  readonly isAnnounced: boolean;
}

export const schedules: Resource<Schedule, ScheduleHidden> = defineResource<Schedule, ScheduleHidden>({
  object: 'subscription_schedule',
  idPrefix: 'sub_sched',
  label: 'subscription schedule',
  pathParam: 'schedule',
  filters: {
    customer: ({ customer }) => customer as string,
    customer_account: ({ customer_account: account }) => account ?? undefined,
    scheduled: ({ status }) => status === 'not_started',
    subscription: ({ subscription }) => (subscription as string | null) ?? undefined,
  },
  expandable: {
    'default_settings.automatic_tax.liability.account': 'account',
    'default_settings.invoice_settings.account_tax_ids': 'tax_id',
    'default_settings.invoice_settings.issuer.account': 'account',
    'phases.automatic_tax.liability.account': 'account',
    'phases.invoice_settings.account_tax_ids': 'tax_id',
    'phases.invoice_settings.issuer.account': 'account',
    'phases.add_invoice_items.discounts.discount': 'discount',
    'phases.add_invoice_items.discounts.promotion_code': 'promotion_code',
    'phases.items.discounts.discount': 'discount',
    'phases.items.discounts.promotion_code': 'promotion_code',
    'phases.add_invoice_items.discounts.coupon': 'coupon',
    application: 'application',
    customer: 'customer',
    'default_settings.default_payment_method': 'payment_method',
    'default_settings.on_behalf_of': 'account',
    'default_settings.transfer_data.destination': 'account',
    'phases.add_invoice_items.price': 'price',
    'phases.default_payment_method': 'payment_method',
    'phases.discounts.coupon': 'coupon',
    'phases.discounts.discount': 'discount',
    'phases.discounts.promotion_code': 'promotion_code',
    'phases.items.discounts.coupon': 'coupon',
    'phases.items.plan': 'plan',
    'phases.items.price': 'price',
    'phases.on_behalf_of': 'account',
    'phases.transfer_data.destination': 'account',
    subscription: 'subscription',
    test_clock: 'test_helpers.test_clock',
  },
});

/** Statuses in which it still drives its subscription. */
export const OPEN: readonly string[] = ['not_started', 'active'];
