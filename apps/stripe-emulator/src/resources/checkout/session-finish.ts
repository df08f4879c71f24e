import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { ApiObject } from '../../core/resource.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { discounts } from '../discounts/discount.resource.js';
import { createTaxId } from '../tax-ids/tax-id.create.js';
import { checkoutSessions } from './session.resource.js';

type Session = Stripe.Checkout.Session;

/** Completes an open session and tells the world. */
export function finishSession(ctx: Context, id: string, status: Stripe.Checkout.Session.PaymentStatus): Session {
  const before = ctx.require(checkoutSessions, id);
  const hidden = ctx.hidden(checkoutSessions, id);
  if (hidden.expiry !== null) ctx.cancel(hidden.expiry);
  const customer = (before.customer as string | null) ?? hidden.customer;
  const breakdown = before.mode === 'payment' ? redeemed(ctx, before, customer) : hidden.breakdown;
  const session = ctx.update(
    checkoutSessions,
    id,
    {
      ...(before.automatic_tax.enabled ? { automatic_tax: { ...before.automatic_tax, status: 'complete' } } : {}),
      customer,
      payment_status: status,
      status: 'complete',
      url: null,
    },
    { ...hidden, breakdown, expiry: null },
  );
  for (const { type, value } of session.customer_details?.tax_ids ?? [])
    if (customer !== null && value !== null) createTaxId(ctx, { type, value }, customer);
  ctx.emit('checkout.session.completed', session);
  return session;
}

/** Coupons count as used only now; a subscription has redeemed its own. */
function redeemed(ctx: Context, session: Session, customer: string | null) {
  const { breakdown, discounts: requested } = ctx.hidden(checkoutSessions, session.id);
  const ids = createDiscounts(ctx, requested, { customer, checkoutSession: session.id });
  return {
    ...breakdown,
    discounts: breakdown.discounts.map(({ amount, discount }, index) => ({
      amount,
      discount: ctx.find(discounts, ids[index] ?? '') ?? discount,
    })),
  };
}

function sessionOf(ctx: Context, intent: ApiObject): Session | undefined {
  return ctx.all(checkoutSessions, { intent: intent.id })[0];
}

/** Whether the money comes later than the order. A manual capture is the merchant's own delay and no news. */
const isDelayed = (intent: Stripe.PaymentIntent): boolean => intent.capture_method !== 'manual';

function paid(ctx: Context, object: ApiObject): void {
  const session = sessionOf(ctx, object);
  if (session?.status === 'open') finishSession(ctx, session.id, 'paid');
  if (session?.status !== 'complete' || session.payment_status !== 'unpaid') return;
  const after = ctx.update(checkoutSessions, session.id, { payment_status: 'paid' });
  if (isDelayed(object as Stripe.PaymentIntent)) ctx.emit('checkout.session.async_payment_succeeded', after);
}

function placed(ctx: Context, object: ApiObject): void {
  const session = sessionOf(ctx, object);
  if (session?.status === 'open') finishSession(ctx, session.id, 'unpaid');
}

function failed(ctx: Context, object: ApiObject): void {
  const session = sessionOf(ctx, object);
  if (session?.status !== 'complete' || session.payment_status !== 'unpaid') return;
  if (isDelayed(object as Stripe.PaymentIntent)) ctx.emit('checkout.session.async_payment_failed', session);
}

function saved(ctx: Context, object: ApiObject): void {
  const session = sessionOf(ctx, object);
  if (session?.status === 'open') finishSession(ctx, session.id, 'no_payment_required');
}

/** Sessions follow the intents that their payers confirm, wherever that happens. */
export const checkoutReactions = {
  'payment_intent.succeeded': paid,
  'payment_intent.processing': placed,
  'payment_intent.amount_capturable_updated': placed,
  'payment_intent.payment_failed': failed,
  'setup_intent.succeeded': saved,
};
