import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { customers } from '../customers/customer.resource.js';
import { currentPeriod, itemsOf } from '../subscriptions/subscription-state.js';
import { ENDED, subscriptions, type Subscription } from '../subscriptions/subscription.resource.js';
import { atCustomersTime, clockOf } from '../test-clocks/clock-time.js';
import { applicationId } from '../transfers/transfer-money.js';
import { defaultsOf, phasesOf } from './schedule-phases.js';
import { begin, planSchedule } from './schedule-run.js';
import type { CreateScheduleParams } from './schedule.params.js';
import { schedules, type Phase, type Schedule } from './schedule.resource.js';

/** Creates a schedule, out of a subscription or with phases; one that begins now makes its subscription. */
export function createSchedule(anyTime: Context, params: CreateScheduleParams): Schedule {
  if (params.from_subscription !== undefined) return fromSubscription(anyTime, params, params.from_subscription);
  if (params.customer === undefined) throw missingParam('customer');
  const customer = anyTime.require(customers, params.customer, 'customer');
  const ctx = atCustomersTime(anyTime, customer);
  const start = params.start_date === 'now' || params.start_date === undefined ? ctx.now : params.start_date;
  if (params.phases === undefined || params.phases.length === 0) throw missingParam('phases');
  const phases = phasesOf(ctx, params.phases, start);
  const type = params.billing_mode?.type ?? (ctx.apiVersion >= '2025-09-30' ? 'flexible' : 'classic');
  const flexible = type === 'flexible' ? { proration_discounts: 'included' } : null;
  const schedule = insertSchedule(ctx, params, customer, phases, { flexible, type });
  const [first] = phases;
  const isDue = first !== undefined && first.start_date <= ctx.now;
  ctx.emit('subscription_schedule.created', isDue ? begin(ctx, schedule, first) : schedule);
  planSchedule(ctx, schedule.id);
  return ctx.require(schedules, schedule.id);
}

function insertSchedule(
  ctx: Context,
  params: CreateScheduleParams,
  customer: Stripe.Customer,
  phases: Phase[],
  billingMode: Schedule['billing_mode'],
): Schedule {
  return ctx.insert(
    schedules,
    {
      id: ctx.id(schedules.idPrefix),
      object: 'subscription_schedule',
      application: ctx.isConnected ? applicationId(ctx) : null,
      billing_mode: billingMode,
      canceled_at: null,
      completed_at: null,
      created: ctx.now,
      current_phase: null,
      customer: customer.id,
      customer_account: params.customer_account ?? null,
      default_settings: defaultsOf(params.default_settings),
      end_behavior: params.end_behavior === 'none' ? 'release' : (params.end_behavior ?? 'release'),
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      pause_schedules: [],
      phases,
      released_at: null,
      released_subscription: null,
      status: 'not_started',
      subscription: null,
      test_clock: clockOf(customer),
    },
    { wake: null, isAnnounced: false },
  );
}

function fromSubscription(anyTime: Context, params: CreateScheduleParams, id: string): Schedule {
  const refused = Object.keys(params).find((name) => name !== 'from_subscription' && name !== 'billing_mode');
  if (refused !== undefined)
    throw invalidRequest(`You cannot set \`${refused}\` if \`from_subscription\` is set.`, { param: refused });
  const subscription = anyTime.require(subscriptions, id, 'from_subscription');
  if (subscription.schedule !== null)
    throw invalidRequest(
      `You cannot migrate a subscription that is already attached to a schedule: ${subscription.schedule as string}`,
      { param: 'from_subscription' },
    );
  if (ENDED.includes(subscription.status))
    throw invalidRequest('You cannot create a schedule from a subscription that is canceled.', {
      param: 'from_subscription',
    });
  const customer = anyTime.require(customers, subscription.customer as string);
  const ctx = atCustomersTime(anyTime, customer);
  const phase = phaseFrom(subscription);
  const made = insertSchedule(ctx, params, customer, [phase], subscription.billing_mode);
  const schedule = ctx.update(schedules, made.id, {
    status: 'active',
    subscription: id,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    default_settings: {
      ...made.default_settings,
      collection_method: subscription.collection_method,
      default_payment_method: subscription.default_payment_method,
    },
  });
  ctx.emit('subscription_schedule.created', schedule);
  const attached = ctx.update(subscriptions, id, { schedule: schedule.id });
  ctx.emit('customer.subscription.updated', attached, subscription);
  planSchedule(ctx, schedule.id);
  return ctx.require(schedules, schedule.id);
}

/** The phase that a subscription is in: its current period. */
function phaseFrom(subscription: Subscription): Phase {
  const { start, end } = currentPeriod(subscription);
  return {
    add_invoice_items: [],
    application_fee_percent: subscription.application_fee_percent,
    automatic_tax: subscription.automatic_tax,
    billing_cycle_anchor: null,
    billing_thresholds: subscription.billing_thresholds,
    collection_method: null,
    currency: subscription.currency,
    default_payment_method: null,
    default_tax_rates: subscription.default_tax_rates ?? [],
    description: subscription.description,
    discounts: (subscription.discounts as string[]).map((discount) => ({
      coupon: null,
      discount,
      promotion_code: null,
    })),
    end_date: end,
    invoice_settings: null,
    items: itemsOf(subscription).map((item) => ({
      billing_thresholds: item.billing_thresholds,
      discounts: (item.discounts as string[]).map((discount) => ({ coupon: null, discount, promotion_code: null })),
      metadata: item.metadata,
      plan: item.price.id,
      price: item.price.id,
      ...(item.quantity === undefined ? {} : { quantity: item.quantity }),
      tax_rates: item.tax_rates,
    })),
    metadata: {},
    on_behalf_of: subscription.on_behalf_of,
    proration_behavior: 'create_prorations',
    start_date: start,
    transfer_data: subscription.transfer_data,
    trial_end: subscription.trial_end !== null && subscription.status === 'trialing' ? subscription.trial_end : null,
  };
}
