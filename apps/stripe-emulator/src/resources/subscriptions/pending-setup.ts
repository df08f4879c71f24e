import type { Context } from '../../core/context.js';
import { customers } from '../customers/customer.resource.js';
import { createSetupIntent } from '../setup-intents/setup-intent-create.js';
import type { CreateSetupParams } from '../setup-intents/setup-intent-create.js';
import type { PaymentBehavior } from './subscription-payment.js';
import { subscriptions, type Subscription } from './subscription.resource.js';

type Types = NonNullable<CreateSetupParams['payment_method_types']>;

/** Whether there is something that its invoices can be charged to. */
export function hasPaymentMethod(ctx: Context, subscription: Subscription): boolean {
  if (subscription.default_payment_method !== null || subscription.default_source !== null) return true;
  const customer = ctx.find(customers, subscription.customer as string);
  if (customer === undefined) return false;
  return customer.invoice_settings.default_payment_method != null || customer.default_source != null;
}

/** A subscription that begins without a payment gets an intent by which a method for later payments is set up. */
export function askForMethod(ctx: Context, id: string, behavior: PaymentBehavior): void {
  const subscription = ctx.require(subscriptions, id);
  if (subscription.collection_method === 'send_invoice' || hasPaymentMethod(ctx, subscription)) return;
  if (subscription.status !== 'trialing' && behavior !== 'default_incomplete') return;
  const types = subscription.payment_settings?.payment_method_types;
  const intent = createSetupIntent(ctx, {
    customer: subscription.customer as string,
    payment_method_types: types == null ? ['card'] : (types as Types),
    usage: 'off_session',
  });
  ctx.update(subscriptions, id, { pending_setup_intent: intent.id });
}
