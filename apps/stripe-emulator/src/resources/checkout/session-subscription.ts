import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { openIntentOf } from '../invoices/invoice.resource.js';
import { prices } from '../prices/price.resource.js';
import { createSubscription } from '../subscriptions/subscription-create.js';
import type { CreateSubscriptionParams } from '../subscriptions/subscription.params.js';
import { storedLines } from './checkout-amounts.js';
import { checkoutSessions } from './session.resource.js';

/**
 * Makes the subscription that the session sells, incomplete until its first invoice is paid.
 * @returns the intent that the payer confirms: of the first payment, or to save a method for later; null for neither
 */
export function beginSubscription(ctx: Context, session: Stripe.Checkout.Session, customer: string): string | null {
  const params = subscriptionParams(ctx, session, customer);
  const subscription = whileActive(ctx, session.id, () => createSubscription(ctx, params));
  const invoice = subscription.latest_invoice as string | null;
  const payment = invoice === null ? null : openIntentOf(ctx, invoice);
  const asksForMethod = session.payment_method_collection === 'always';
  const intent = payment ?? (asksForMethod ? (subscription.pending_setup_intent as string | null) : null);
  const hidden = ctx.hidden(checkoutSessions, session.id);
  ctx.update(
    checkoutSessions,
    session.id,
    { subscription: subscription.id, invoice },
    { ...hidden, intent, subscription: subscription.id, invoice },
  );
  return intent;
}

function subscriptionParams(
  ctx: Context,
  session: Stripe.Checkout.Session,
  customer: string,
): CreateSubscriptionParams {
  const { params, discounts } = ctx.hidden(checkoutSessions, session.id);
  const { billing_cycle_anchor_config: anchorConfig, ...data } = params.subscription_data ?? {};
  const lines = storedLines(ctx, session.id);
  const line = ({ price, quantity, taxRates, metadata }: (typeof lines)[number]) => ({
    price: price.id,
    ...(price.recurring?.usage_type === 'metered' ? {} : { quantity }),
    ...(taxRates.length === 0 ? {} : { tax_rates: [...taxRates] }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  });
  return {
    ...data,
    ...(anchorConfig === undefined ? {} : { billing_cycle_anchor_config: anchorConfig }),
    customer,
    currency: session.currency ?? '',
    automatic_tax: { enabled: session.automatic_tax.enabled },
    items: lines.filter(({ price }) => price.recurring !== null).map(line),
    add_invoice_items: lines.filter(({ price }) => price.recurring === null).map(line),
    ...(discounts.length === 0 ? {} : { discounts: [...discounts] }),
    payment_behavior: 'default_incomplete',
    payment_settings: {
      payment_method_types: session.payment_method_types,
      save_default_payment_method: 'on_subscription',
    },
  };
}

/** Prices that were described in the request are not for sale by anybody else: they are active for this moment only. */
function whileActive<T>(ctx: Context, session: string, work: () => T): T {
  const inactive = storedLines(ctx, session).filter(({ price }) => !price.active);
  for (const { price } of inactive) ctx.update(prices, price.id, { active: true });
  const made = work();
  for (const { price } of inactive) ctx.update(prices, price.id, { active: false });
  return made;
}
