import type {
  StripeCheckoutAmount,
  StripeCheckoutDiscountAmount,
  StripeCheckoutLineItem,
  StripeCheckoutSession,
  StripeCheckoutShippingOption,
  StripeCheckoutStatus,
} from '@stripe/stripe-js';
import { currencyRule, isCurrency } from '@guildhall/money';
import type Stripe from 'stripe';
import type { Context } from '../core/context.js';
import { money } from '../pages/parts.js';
import { lineItemList } from '../resources/checkout/line-item.resource.js';
import { merchantName } from '../resources/checkout/merchant.js';
import { knownEmail } from '../resources/checkout/payer.js';
import { checkoutSessions } from '../resources/checkout/session.resource.js';
import { paymentIntents } from '../resources/payment-intents/payment-intent.resource.js';
import { promotionCodes } from '../resources/promotion-codes/promotion-code.resource.js';
import { products } from '../resources/products/product.resource.js';
import { shippingRates } from '../resources/shipping-rates/shipping-rate.resource.js';

type Session = Stripe.Checkout.Session;
type Amount = (minorUnits: number | null | undefined) => StripeCheckoutAmount;

/** A Checkout Session as Stripe.js shows it to the page that builds its own checkout. */
export function checkoutView(ctx: Context, session: Session): StripeCheckoutSession {
  const currency = session.currency ?? 'usd';
  const amount: Amount = (units) => ({ minorUnitsAmount: units ?? 0, amount: money(units ?? 0, currency) });
  const lines = lineItemList(ctx.view, session.id, '').data;
  const intent = ctx.find(paymentIntents, ctx.hidden(checkoutSessions, session.id).intent ?? '');
  const { shipping, delivery } = shippingOf(ctx, session, amount);
  const failure = intent?.last_payment_error?.message;
  return {
    billingAddress: null,
    businessName: merchantName(ctx),
    nameCollection: null,
    canConfirm: session.status === 'open',
    currency,
    currencyOptions: null,
    discountAmounts: discountsOf(ctx, session, amount),
    email: knownEmail(ctx, session),
    id: session.id,
    lastPaymentError: failure === undefined ? null : { message: failure },
    lineItems: lines.map((line) => lineOf(ctx, line, amount)),
    livemode: false,
    minorUnitsAmountDivisor: 10 ** (isCurrency(currency) ? currencyRule(currency).minorDigits : 2),
    phoneNumber: session.customer_details?.phone ?? null,
    recurring: null,
    savedPaymentMethods: null,
    shipping: delivery,
    shippingAddress: null,
    shippingOptions: shipping,
    status: statusOf(session),
    surcharge: null,
    tax: { status: 'ready' },
    taxAmounts: null,
    taxIdInfo: null,
    total: {
      appliedBalance: amount(0),
      balanceAppliedToNextInvoice: false,
      discount: amount(session.total_details?.amount_discount),
      shippingRate: amount(session.total_details?.amount_shipping),
      subtotal: amount(session.amount_subtotal),
      surcharge: amount(0),
      taxExclusive: amount(session.total_details?.amount_tax),
      taxInclusive: amount(0),
      total: amount(session.amount_total),
    },
    optionalItems: null,
  };
}

function statusOf({ status, payment_status: paid }: Session): StripeCheckoutStatus {
  if (status === 'expired') return { type: 'expired' };
  if (status !== 'complete') return { type: 'open' };
  const known = (['paid', 'unpaid'] as const).find((name) => name === paid);
  return { type: 'complete', paymentStatus: known ?? 'no_payment_required' };
}

function lineOf(ctx: Context, line: Stripe.LineItem, amount: Amount): StripeCheckoutLineItem {
  const { price } = line;
  const product = ctx.find(products, (price?.product as string | undefined) ?? '');
  return {
    id: line.id,
    name: product?.name ?? line.description ?? '',
    discount: amount(line.amount_discount),
    subtotal: amount(line.amount_subtotal),
    total: amount(line.amount_total),
    taxExclusive: amount(line.amount_tax),
    taxInclusive: amount(0),
    unitAmount: amount(price?.unit_amount),
    unitAmountDecimal: null,
    description: product?.description ?? null,
    quantity: line.quantity ?? 1,
    unitLabel: product?.unit_label ?? null,
    discountAmounts: null,
    taxAmounts: null,
    recurring: recurrenceOf(price),
    adjustableQuantity:
      line.adjustable_quantity?.enabled === true
        ? { minimum: line.adjustable_quantity.minimum ?? 0, maximum: line.adjustable_quantity.maximum ?? 99 }
        : null,
    images: product?.images ?? [],
    priceId: price?.id ?? '',
    isRemovable: false,
    pricing: null,
    transformQuantity: null,
  };
}

const INTERVALS = ['day', 'week', 'month', 'year'] as const;

function recurrenceOf(price: Stripe.Price | null): StripeCheckoutLineItem['recurring'] {
  const interval = INTERVALS.find((name) => name === price?.recurring?.interval);
  if (price?.recurring == null || interval === undefined) return null;
  const { interval_count: intervalCount, usage_type: usage } = price.recurring;
  return { interval, intervalCount, usageType: usage === 'metered' ? 'metered' : 'licensed' };
}

function discountsOf(ctx: Context, session: Session, amount: Amount): StripeCheckoutDiscountAmount[] {
  const total = session.total_details?.amount_discount ?? 0;
  return (session.discounts ?? []).slice(0, 1).map(({ promotion_code: id, coupon }) => {
    const code = ctx.find(promotionCodes, (id as string | null) ?? '')?.code ?? null;
    const displayName = code ?? (typeof coupon === 'string' ? coupon : 'Discount');
    return { ...amount(total), displayName, promotionCode: code, recurring: null, percentOff: null };
  });
}

function shippingOf(ctx: Context, session: Session, amount: Amount) {
  const shipping = session.shipping_options.map((option): StripeCheckoutShippingOption => {
    const rate = ctx.find(shippingRates, option.shipping_rate as string);
    return {
      ...amount(option.shipping_amount),
      id: option.shipping_rate as string,
      currency: session.currency ?? 'usd',
      displayName: rate?.display_name ?? null,
      deliveryEstimate: null,
    };
  });
  const chosen = shipping.find(({ id }) => id === session.shipping_cost?.shipping_rate);
  return { shipping, delivery: chosen === undefined ? null : { shippingOption: chosen, taxAmounts: null } };
}
