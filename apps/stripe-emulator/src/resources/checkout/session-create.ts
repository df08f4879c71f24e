import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { partyOf } from '../customers/taxed-party.js';
import { customers } from '../customers/customer.resource.js';
import { prices } from '../prices/price.resource.js';
import { createSetupIntent } from '../setup-intents/setup-intent-create.js';
import { createShippingRate } from '../shipping-rates/shipping-rates.family.js';
import { shippingRates } from '../shipping-rates/shipping-rate.resource.js';
import { priceBasket, shippingAmount, type Totals } from './checkout-amounts.js';
import { checkoutLines, type CheckoutLine } from './checkout-lines.js';
import { assertParams, assertPayment, assertPrices, assertTotal, uiModeOf } from './session-checks.js';
import { expireByClock } from './session-expire.js';
import { newSession } from './session-object.js';
import type { CreateSessionParams } from './session.params.js';
import { beginPayment } from './session-pay.js';
import { checkoutSessions } from './session.resource.js';

type Session = Stripe.Checkout.Session;
/** From this version on a payment is created when the payer pays. */
const LATE_INTENT_SINCE = '2022-08-01';

export interface Origin {
  readonly paymentLink?: string;
  readonly recoveredFrom?: string;
  /** Lines that stand already: of a link, whose prices may be inactive. */
  readonly lines?: readonly CheckoutLine[];
  /** What the page says at the end where it leads nowhere. */
  readonly confirmation?: string;
}

/** Opens a checkout. @param origin what it was opened by, when not by a request */
export function createCheckoutSession(anyTime: Context, params: CreateSessionParams, origin: Origin = {}): Session {
  const { mode } = params;
  if (mode === undefined) throw missingParam('mode');
  const ctx = params.customer === undefined ? anyTime : atCustomersTime(anyTime, params.customer);
  const ui = uiModeOf(params.ui_mode);
  assertParams(ctx, params, mode, ui, origin.paymentLink !== undefined);
  const id = `cs_test_a1${ctx.secret(56)}`;
  for (const [index, { price }] of (params.optional_items ?? []).entries())
    ctx.require(prices, price, `optional_items[${index}][price]`);
  const lines = origin.lines ?? checkoutLines(ctx, params.line_items ?? []);
  if (mode !== 'setup') assertPrices(lines, mode);
  const currency = params.currency ?? lines[0]?.price.currency ?? null;
  const options = shippingOptionsOf(ctx, params.shipping_options ?? [], currency);
  const shippingRate = (options[0]?.shipping_rate as string | undefined) ?? null;
  const totals =
    currency === null || mode === 'setup' ? null : totalsFor(ctx, id, params, lines, currency, shippingRate);
  if (totals !== null && currency !== null) assertTotal(totals.total, currency, mode);
  if (mode === 'payment') assertPayment(ctx, totals?.total ?? 0, params.payment_intent_data);
  const session = newSession(ctx, id, params, {
    mode,
    ui,
    currency,
    totals,
    isTrial: isTrial(params),
    options,
    origin,
  });
  const expiry = ctx.schedule(expireByClock, session.expires_at, { session: id });
  ctx.insert(checkoutSessions, session, {
    params,
    discounts: params.discounts ?? [],
    breakdown: totals?.breakdown ?? { discounts: [], taxes: [] },
    shippingRate,
    expiry,
    customer: null,
    intent: null,
    subscription: null,
    invoice: null,
    recovery: null,
    confirmation: origin.confirmation ?? null,
  });
  if (mode === 'setup') return withSetupIntent(ctx, session, params);
  return mode === 'payment' && ctx.apiVersion < LATE_INTENT_SINCE ? withPaymentIntent(ctx, session) : session;
}

function totalsFor(
  ctx: Context,
  parent: string,
  params: CreateSessionParams,
  lines: readonly CheckoutLine[],
  currency: string,
  shippingRate: string | null,
): Totals {
  const customer = params.customer ?? null;
  return priceBasket(ctx, {
    parent,
    lines,
    currency,
    discounts: params.discounts ?? [],
    customer,
    taxExempt: customer === null ? null : (ctx.require(customers, customer).tax_exempt ?? null),
    taxedParty: params.automatic_tax?.enabled === true ? partyOf(ctx, ctx.find(customers, customer ?? '')) : null,
    shippingRate,
    isTrial: isTrial(params),
  });
}

/** Whether a subscription starts without a payment for its recurring prices. */
export function isTrial({ subscription_data: data }: CreateSessionParams): boolean {
  return data?.trial_period_days !== undefined || data?.trial_end !== undefined;
}

/** Shipping rates as the session offers them; described ones are made. The first is chosen until the payer chooses. */
export function shippingOptionsOf(
  ctx: Context,
  asked: NonNullable<CreateSessionParams['shipping_options']>,
  currency: string | null,
): Stripe.Checkout.Session.ShippingOption[] {
  return asked.map((option, index) => {
    const { shipping_rate: id, shipping_rate_data: data } = option;
    if (id === undefined && data === undefined) throw missingParam(`shipping_options[${index}][shipping_rate]`);
    const rate =
      data === undefined
        ? ctx.require(shippingRates, id ?? '', `shipping_options[${index}][shipping_rate]`)
        : createShippingRate(ctx, data);
    if (!rate.active)
      throw invalidRequest(`The shipping rate ${rate.id} is not active.`, {
        param: `shipping_options[${index}][shipping_rate]`,
      });
    const amount = shippingAmount(ctx, rate.id, currency ?? rate.fixed_amount?.currency ?? '');
    return { shipping_amount: amount, shipping_rate: rate.id };
  });
}

/** Older versions have the payment from the beginning. */
function withPaymentIntent(ctx: Context, session: Session): Session {
  if ((session.amount_total ?? 0) === 0 || session.invoice_creation?.enabled === true) return session;
  const intent = beginPayment(ctx, session, session.customer as string | null);
  const hidden = ctx.hidden(checkoutSessions, session.id);
  return ctx.update(checkoutSessions, session.id, { payment_intent: intent }, { ...hidden, intent });
}

/** A session that saves a payment method has its intent from the beginning. */
function withSetupIntent(ctx: Context, session: Session, params: CreateSessionParams): Session {
  const data = params.setup_intent_data;
  const intent = createSetupIntent(ctx, {
    payment_method_types: session.payment_method_types as ['card'],
    ...(params.customer === undefined ? {} : { customer: params.customer }),
    ...(data?.description === undefined ? {} : { description: data.description }),
    ...(data?.metadata === undefined ? {} : { metadata: data.metadata }),
    ...(data?.on_behalf_of === undefined ? {} : { on_behalf_of: data.on_behalf_of }),
  });
  const hidden = ctx.hidden(checkoutSessions, session.id);
  return ctx.update(checkoutSessions, session.id, { setup_intent: intent.id }, { ...hidden, intent: intent.id });
}
