import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { customers } from '../customers/customer.resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { attachPaymentMethod } from '../payment-methods/payment-method-attach.js';
import { resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { createPrice } from '../prices/price.create.js';
import { applyHeldUpdate, expirePendingUpdate } from './pending-update.js';
import { cancelNow } from './subscription-cancel.js';
import { createSubscription } from './subscription-create.js';
import { announceTrialEnd } from './subscription-notices.js';
import { pauseSubscription, resumeSubscription } from './subscription-pause.js';
import { itemsOf } from './subscription-state.js';
import { updateSubscription } from './subscription-update.js';
import type { CreateSubscriptionParams } from './subscription.params.js';
import { subscriptions, type Subscription } from './subscription.resource.js';

/** A customer who pays with a test card. */
export function madeUpPayer(ctx: Context, card = 'pm_card_visa'): string {
  const customer = createCustomer(ctx, { description: '(created by the emulator)' });
  setCard(ctx, customer.id, card);
  return customer.id;
}

function setCard(ctx: Context, id: string, card: string): void {
  const method = attachPaymentMethod(ctx, resolvePaymentMethod(ctx, card).id, id);
  const { invoice_settings: settings } = ctx.require(customers, id);
  ctx.update(customers, id, { invoice_settings: { ...settings, default_payment_method: method.id } });
}

/** A monthly price of a made-up product. */
export function madeUpPrice(ctx: Context, amount = 1500): Stripe.Price {
  return createPrice(ctx, {
    currency: 'usd',
    product_data: { name: '(created by the emulator)' },
    recurring: { interval: 'month' },
    unit_amount: amount,
  });
}

/** A paid subscription of a made-up customer. */
export function madeUpSubscription(ctx: Context, changes: Partial<CreateSubscriptionParams> = {}): Subscription {
  return createSubscription(ctx, {
    customer: madeUpPayer(ctx),
    items: [{ price: madeUpPrice(ctx).id }],
    ...changes,
  });
}

/** An upgrade that waits for a customer whose card needs the customer. */
function heldUpdate(ctx: Context): Subscription {
  const made = madeUpSubscription(ctx);
  setCard(ctx, made.customer as string, 'pm_card_authenticationRequired');
  const items = itemsOf(made).map(({ id }) => ({ id, price: madeUpPrice(ctx, 9000).id }));
  const behavior = { payment_behavior: 'pending_if_incomplete', proration_behavior: 'always_invoice' } as const;
  return updateSubscription(ctx, made.id, { items, ...behavior });
}

export const subscriptionTriggers = {
  'customer.subscription.created': (ctx: Context): void => {
    madeUpSubscription(ctx);
  },
  'customer.subscription.updated': (ctx: Context): void => {
    updateSubscription(ctx, madeUpSubscription(ctx).id, { metadata: { changed_by: 'the emulator' } });
  },
  'customer.subscription.deleted': (ctx: Context): void => {
    cancelNow(ctx, madeUpSubscription(ctx), { reason: 'cancellation_requested' });
  },
  'customer.subscription.paused': (ctx: Context): void => {
    pauseSubscription(ctx, madeUpSubscription(ctx).id, {});
  },
  'customer.subscription.resumed': (ctx: Context): void => {
    resumeSubscription(ctx, pauseSubscription(ctx, madeUpSubscription(ctx).id, {}).id, {});
  },
  'customer.subscription.trial_will_end': (ctx: Context): void => {
    const made = madeUpSubscription(ctx, { trial_period_days: 2 });
    if (ctx.hidden(subscriptions, made.id).trialNoticeFor === null) announceTrialEnd(ctx, made);
  },
  'customer.subscription.pending_update_applied': (ctx: Context): void => {
    applyHeldUpdate(ctx, heldUpdate(ctx));
  },
  'customer.subscription.pending_update_expired': (ctx: Context): void => {
    expirePendingUpdate(ctx, heldUpdate(ctx));
  },
};
