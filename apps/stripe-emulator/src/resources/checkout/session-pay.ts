import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { voidInvoice } from '../invoices/invoice-end.js';
import { confirmPaymentIntent } from '../payment-intents/payment-intent-confirm.js';
import { createPaymentIntent } from '../payment-intents/payment-intent-create.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { flowOf } from '../payment-methods/method-kinds.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { confirmSetupIntent } from '../setup-intents/setup-intent-confirm.js';
import { setupIntents } from '../setup-intents/setup-intent.resource.js';
import { cancelSubscription } from '../subscriptions/subscription-cancel.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { customerFor, recordPayer, type Payer } from './payer.js';
import { reprice } from './session-update.js';
import { beginInvoice } from './session-invoice.js';
import { beginSubscription } from './session-subscription.js';
import { finishSession } from './session-finish.js';
import { checkoutSessions } from './session.resource.js';

type Session = Stripe.Checkout.Session;

export interface Submission {
  readonly session: Session;
  /** Where the payer goes on, when a bank or another page has a say first. */
  readonly next: string | null;
}

/** Where the payer comes back to from a bank's page. */
export function returnAddress(ctx: Context, id: string): string {
  return `${ctx.baseUrl}/c/pay/${id}/return`;
}

/**
 * The payer submits the page.
 * @param methodId what to pay with; null where nothing is to be paid or saved
 * @throws StripeError 402 for a decline, which keeps what the attempt left behind; the session stays open
 */
export function submitSession(anyTime: Context, id: string, payer: Payer, methodId: string | null): Submission {
  const open = anyTime.require(checkoutSessions, id);
  const ctx = atCustomersTime(anyTime, open.customer as string | null);
  if (open.status !== 'open')
    throw invalidRequest(`This Checkout Session is ${open.status ?? 'over'} and cannot be paid any more.`);
  const known = recordPayer(ctx, open, payer);
  const recorded = open.automatic_tax.enabled ? taxed(ctx, id) : known;
  const customer = customerFor(ctx, recorded);
  const intent = intentFor(ctx, recorded, customer);
  if (intent === null) return { session: finishSession(ctx, id, freeStatus(recorded)), next: null };
  if (methodId === null) throw invalidRequest('A payment method is required to complete this Checkout Session.');
  assertAccepted(ctx, recorded, methodId);
  const next = confirm(ctx, recorded, intent, methodId);
  return { session: ctx.require(checkoutSessions, id), next };
}

/** The payer's place is known: the tax is, too. */
function taxed(ctx: Context, id: string): Session {
  const session = reprice(ctx, id, {});
  if (session.automatic_tax.status === 'complete') return session;
  throw invalidRequest('Enter your address: tax depends on it.', { code: 'customer_tax_location_invalid' });
}

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'american_express',
  diners: 'discover_global_network',
  discover: 'discover_global_network',
};

/** A merchant may refuse brands and kinds of cards. */
function assertAccepted(ctx: Context, session: Session, methodId: string): void {
  const { params } = ctx.hidden(checkoutSessions, session.id);
  const { brands_blocked: brands = [], funding_types_blocked: kinds = [] } =
    params.payment_method_options?.card?.restrictions ?? {};
  const { card } = ctx.require(paymentMethods, methodId);
  if (card === undefined) return;
  const blocked: readonly string[] = [...brands, ...kinds];
  if (blocked.includes(BRANDS[card.brand] ?? card.brand) || blocked.includes(card.funding))
    throw invalidRequest('This shop does not accept this kind of card. Use another one.');
}

/** Nothing was due: by a discount, or because it is due later. */
function freeStatus(session: Session): Stripe.Checkout.Session.PaymentStatus {
  return session.payment_status === 'no_payment_required' ? 'no_payment_required' : 'paid';
}

/** The intent to be confirmed, made at the first try. Null when there is nothing to confirm. */
function intentFor(ctx: Context, session: Session, customer: string | null): string | null {
  const hidden = ctx.hidden(checkoutSessions, session.id);
  if (session.mode === 'setup') return setupFor(ctx, session, customer);
  if (hidden.intent !== null && isStillRight(ctx, session, hidden.intent)) return hidden.intent;
  if (session.mode === 'subscription') return beginSubscription(ctx, session, customer ?? '');
  if ((session.amount_total ?? 0) === 0) return null;
  const intent =
    session.invoice_creation?.enabled === true
      ? beginInvoice(ctx, session, customer ?? '')
      : beginPayment(ctx, session, customer);
  ctx.update(
    checkoutSessions,
    session.id,
    { payment_intent: intent },
    { ...ctx.hidden(checkoutSessions, session.id), intent },
  );
  return intent;
}

/**
 * Whether what an earlier try began still fits the basket. If not, it is put right, or ended and begun again.
 */
function isStillRight(ctx: Context, session: Session, intent: string): boolean {
  const { invoice, subscription } = ctx.hidden(checkoutSessions, session.id);
  const amount = session.amount_total ?? 0;
  const begun = ctx.find(paymentIntents, intent);
  if (begun === undefined || begun.amount === amount) return true;
  if (subscription !== null) cancelSubscription(ctx, subscription, {});
  else if (invoice !== null) voidInvoice(ctx, invoice);
  else if (amount > 0) ctx.update(paymentIntents, intent, { amount });
  return subscription === null && invoice === null && amount > 0;
}

function setupFor(ctx: Context, session: Session, customer: string | null): string {
  const id = session.setup_intent as string;
  if (customer !== null && ctx.require(setupIntents, id).customer === null) ctx.update(setupIntents, id, { customer });
  return id;
}

/** Creates the payment of a session in payment mode. */
export function beginPayment(ctx: Context, session: Session, customer: string | null): string {
  const { params } = ctx.hidden(checkoutSessions, session.id);
  const { setup_future_usage: usage, shipping, ...data } = params.payment_intent_data ?? {};
  const { name, address } = session.collected_information?.shipping_details ?? {};
  const delivered = name === undefined || address === undefined ? shipping : { name, address };
  return createPaymentIntent(ctx, {
    ...data,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    payment_method_types: session.payment_method_types as ['card'],
    ...(customer === null ? {} : { customer }),
    ...(usage === undefined ? {} : { setup_future_usage: usage }),
    ...(delivered === undefined ? {} : { shipping: delivered }),
    ...(params.payment_method_options === undefined
      ? {}
      : { payment_method_options: optionsOf(params.payment_method_options) }),
  }).id;
}

/** Restrictions are the page's own business; the intent does not know them. */
function optionsOf(options: object): object {
  const { card, ...others } = options as { card?: Record<string, unknown> };
  if (card === undefined) return others;
  const { restrictions: _restrictions, installments: _installments, ...known } = card;
  return { ...others, card: known };
}

/** @returns the page to which the payer is sent, if any */
function confirm(ctx: Context, session: Session, intent: string, method: string): string | null {
  const acceptance = {
    customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'Checkout' } },
  } as const;
  const params = {
    payment_method: method,
    return_url: returnAddress(ctx, session.id),
    ...(ctx.require(paymentMethods, method).type === 'card' ? {} : { mandate_data: acceptance }),
  };
  const isPayment = ctx.find(paymentIntents, intent) !== undefined;
  const { next_action: action, status } = isPayment
    ? confirmPaymentIntent(ctx, intent, params)
    : confirmSetupIntent(ctx, intent, params);
  if (status !== 'requires_action') return null;
  const { type } = ctx.require(paymentMethods, method);
  if (action?.type === 'verify_with_microdeposits' || flowOf(type) === 'voucher') {
    // The account is proven, or the voucher paid, days later; until then the order stands, unpaid.
    finishSession(ctx, session.id, isPayment ? 'unpaid' : 'no_payment_required');
    return null;
  }
  return action == null ? null : pageOf(action);
}

/** The page on which the payer goes on: of the bank, or of a code to scan. */
function pageOf(action: Stripe.PaymentIntent.NextAction | Stripe.SetupIntent.NextAction): string | null {
  const details = (action as unknown as Readonly<Record<string, unknown>>)[action.type];
  const { url, hosted_instructions_url: instructions } = (details ?? {}) as Readonly<
    Record<string, string | undefined>
  >;
  return url ?? instructions ?? null;
}
