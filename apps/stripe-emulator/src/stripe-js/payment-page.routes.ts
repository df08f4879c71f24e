import type Stripe from 'stripe';
import type { RequestContext } from '../core/context.js';
import { p, paramsOf, type Infer } from '../core/params.js';
import { route } from '../core/resource.js';
import { answerDebitNow } from '../resources/checkout/debit-answer.js';
import { storedLines } from '../resources/checkout/checkout-amounts.js';
import { allowedQuantity, promotionOf } from '../resources/checkout/basket-choice.js';
import { knownEmail, payerOf } from '../resources/checkout/payer.js';
import { submitSession } from '../resources/checkout/session-pay.js';
import { reprice } from '../resources/checkout/session-update.js';
import { checkoutSessions } from '../resources/checkout/session.resource.js';
import { methodOf } from '../resources/payment-intents/intent-methods.js';
import { shippingParam } from '../resources/payment-intents/payment-intent.params.js';
import { billingDetails, paymentMethodData } from '../resources/payment-methods/payment-method.params.js';
import { checkoutView } from './checkout-view.js';

/** Demanded of publishable keys by the core; the Stripe CLI asks with a secret key and without it. */
const secret = { client_secret: p.string() };
const updateParams = paramsOf<unknown>()({
  ...secret,
  line_item: p.hash({ id: p.id().required(), quantity: p.integer({ min: 0 }).required() }),
  promotion_code: p.string().emptyable(),
  shipping_rate: p.id(),
});
const confirmParams = paramsOf<unknown>()({
  ...secret,
  billing_details: billingDetails,
  expected_amount: p.integer({ min: 0 }),
  payment_method: p.id(),
  payment_method_data: paymentMethodData,
  shipping: shippingParam,
});

/** What the browser needs to know of a Checkout Session. */
function answerOf(ctx: RequestContext, session: Stripe.Checkout.Session, next: string | null = null): object {
  const returnUrl = session.return_url ?? session.success_url ?? null;
  return {
    id: session.id,
    object: 'payment_page',
    country: ctx.platform.country,
    mode: session.mode,
    next,
    payment_method_types: session.payment_method_types,
    return_url: returnUrl?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null,
    session: checkoutView(ctx, session),
  };
}

function update(ctx: RequestContext<Infer<typeof updateParams>>): object {
  const { line_item: item, promotion_code: code, shipping_rate: shippingRate } = ctx.params;
  const session = ctx.require(checkoutSessions, ctx.pathId());
  const lines = storedLines(ctx, session.id).map((line) =>
    item?.id === line.id && line.adjustable?.enabled === true
      ? { ...line, quantity: allowedQuantity(item.quantity, line.adjustable) }
      : line,
  );
  const discounts = code == null ? [] : [{ promotion_code: promotionOf(ctx, session, code) }];
  const after = reprice(ctx, session.id, {
    lines,
    ...(shippingRate === undefined ? {} : { shippingRate }),
    ...(code === undefined ? {} : { discounts }),
  });
  return answerOf(ctx, after);
}

function confirm(ctx: RequestContext<Infer<typeof confirmParams>>): object {
  const { billing_details: billing, shipping } = ctx.params;
  const session = ctx.require(checkoutSessions, ctx.pathId());
  const method = methodOf(ctx, ctx.params);
  const known = method?.billing_details;
  const payer = payerOf(billing?.email ?? known?.email ?? knownEmail(ctx, session), {
    name: billing?.name ?? known?.name ?? null,
    phone: billing?.phone ?? known?.phone ?? null,
    address: known?.address ?? null,
    shipping: shipping === undefined ? null : { name: shipping.name, address: { ...NO_ADDRESS, ...shipping.address } },
  });
  const { session: after, next } = submitSession(ctx, session.id, payer, method?.id ?? null);
  // Only the Stripe CLI asks with a secret key. It waits for the bank's answer, which test mode has within moments.
  if (ctx.key.kind !== 'publishable') answerDebitNow(ctx, session.id);
  return answerOf(ctx, after, next);
}

const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

const permission = 'checkout_session';
const publishable = 'client_secret';
const path = '/v1/payment_pages/:id';

/** The calls of Stripe.js for pages that build their checkout of elements. */
export const paymentPageRoutes = [
  route({
    ...{ method: 'GET', path, permission, publishable, params: paramsOf<unknown>()(secret) },
    handle: (ctx) => answerOf(ctx, ctx.require(checkoutSessions, ctx.pathId())),
  }),
  route({ ...{ method: 'POST', path, permission, publishable, params: updateParams }, handle: update }),
  route({
    ...{ method: 'POST', path: `${path}/confirm`, permission, publishable, params: confirmParams },
    handle: confirm,
  }),
];
