import type Stripe from 'stripe';
import type { Context, PageContext } from '../../core/context.js';
import { invalidRequest, resourceMissing, type StripeError } from '../../core/errors.js';
import type { Page, PageResponse } from '../../core/resource.js';
import { messagePage, page } from '../../pages/page.js';
import { embeddedEnd } from '../../stripe-js/embedded-checkout.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { createPaymentMethod, resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { setupIntents } from '../setup-intents/setup-intent.resource.js';
import { allowedQuantity, promotionOf } from './basket-choice.js';
import { CheckoutForm, minorUnits, mistakesOf } from './checkout-form.js';
import { checkoutBody } from './checkout-page.js';
import { storedLines } from './checkout-amounts.js';
import { knownEmail, type Payer } from './payer.js';
import { withOptionalItems } from './optional-items.js';
import { asksForMethod, PAYMENT_SCRIPT, savedMethods } from './payment-section.js';
import { createCheckoutSession } from './session-create.js';
import { submitSession } from './session-pay.js';
import { reprice } from './session-update.js';
import { checkoutSessions } from './session.resource.js';

type Session = Stripe.Checkout.Session;

interface Found {
  readonly ctx: Context;
  readonly session: Session;
}

function opened(page: PageContext): Found {
  const id = page.path['id'] ?? '';
  const found = page.locate(checkoutSessions, id);
  if (found === undefined) throw resourceMissing('checkout.session', id);
  return { ctx: found.ctx, session: found.object };
}

function formPage({ ctx, session }: Found, form: CheckoutForm, errors: readonly string[], status = 200): PageResponse {
  return page({
    title: session.mode === 'setup' ? 'Save your payment details' : 'Checkout',
    body: checkoutBody(ctx, session, form, errors),
    script: PAYMENT_SCRIPT,
    status,
  });
}

function show(page: PageContext): PageResponse {
  const { ctx, session } = opened(page);
  if (session.status === 'complete') return thanks(ctx, session);
  if (session.status === 'expired')
    return messagePage('This page has expired', 'Go back to the shop and start again.', 410);
  return formPage({ ctx, session }, CheckoutForm.of(page), []);
}

function thanks(ctx: Context, session: Session): PageResponse {
  const { confirmation } = ctx.hidden(checkoutSessions, session.id);
  const note = confirmation ?? session.custom_text.after_submit?.message;
  return messagePage('You are all done here', note ?? 'Thank you. The shop has what it needs.');
}

/** Where the payer goes once the session is complete; null for nowhere. */
function destination(session: Session): string | null {
  const address = session.success_url ?? (session.redirect_on_completion === 'never' ? undefined : session.return_url);
  return address == null ? null : address.replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

/** @param wasAway the payer comes back from a bank's page */
function leave(ctx: Context, session: Session, wasAway = false): PageResponse {
  const redirect = destination(session);
  if (session.ui_mode === 'embedded_page')
    return embeddedEnd(session.redirect_on_completion === 'if_required' && !wasAway ? null : redirect);
  return redirect === null ? thanks(ctx, session) : { redirect };
}

function submit(page: PageContext): PageResponse {
  const { ctx, session } = opened(page);
  const form = CheckoutForm.of(page);
  if (session.status !== 'open') return show(page);
  const changed = changeBasket(ctx, session, form);
  if (form.action !== 'pay') return formPage({ ctx, session: changed }, form, []);
  const mistakes = mistakesOf(changed, form, knownEmail(ctx, changed));
  if (mistakes.length > 0) return formPage({ ctx, session: changed }, form, mistakes, 400);
  const payer = form.payer(changed);
  const method = asksForMethod(changed) ? chosenMethod(ctx, changed, form, payer) : null;
  const { session: after, next } = submitSession(ctx, session.id, payer, method);
  return next === null ? leave(ctx, after) : { redirect: next };
}

/** What the payer chose about quantities, amounts, delivery and codes. */
function changeBasket(ctx: Context, session: Session, form: CheckoutForm): Session {
  if (session.mode === 'setup') return session;
  const lines = storedLines(ctx, session.id).map((line) => {
    const quantity = form.text('quantity', line.id);
    const amount = form.text('custom_amount', line.id);
    return {
      ...line,
      ...(quantity === '' || line.adjustable?.enabled !== true
        ? {}
        : { quantity: allowedQuantity(Number(quantity), line.adjustable) }),
      ...(amount === '' || line.customAmount === null ? {} : { customAmount: customAmount(line.price, amount) }),
    };
  });
  const rate = form.text('shipping_rate');
  const isOffered = session.shipping_options.some((option) => option.shipping_rate === rate);
  const code = form.action === 'apply_promotion' ? form.text('promotion_code') : '';
  return reprice(ctx, session.id, {
    lines: withOptionalItems(ctx, session, lines, form),
    ...(isOffered ? { shippingRate: rate } : {}),
    ...(code === '' ? {} : { discounts: [{ promotion_code: promotionOf(ctx, session, code) }] }),
    ...(form.action === 'remove_promotion' && session.allow_promotion_codes === true ? { discounts: [] } : {}),
  });
}

function customAmount({ custom_unit_amount: limits, currency }: Stripe.Price, text: string): number {
  const amount = minorUnits(text, currency);
  const { minimum, maximum } = limits ?? {};
  if (Number.isNaN(amount) || amount < (minimum ?? 0) || amount > (maximum ?? Infinity))
    throw invalidRequest('Enter an amount within the limits.');
  return amount;
}

/** The saved method that was chosen, or a new one of what was entered. Scripts may name a test card, `pm_card_visa`. */
function chosenMethod(ctx: Context, session: Session, form: CheckoutForm, payer: Payer): string {
  const chosen = form.methodOf(session);
  if (savedMethods(ctx, session).some(({ id }) => id === chosen)) return chosen;
  if (chosen.startsWith('pm_card_') || chosen.startsWith('pm_usBankAccount'))
    return resolvePaymentMethod(ctx, chosen).id;
  if (!session.payment_method_types.includes(chosen)) throw invalidRequest('Choose one of the ways to pay.');
  return createPaymentMethod(ctx, form.methodData(chosen, payer)).id;
}

function refused(page: PageContext, { message, status }: StripeError): PageResponse {
  return formPage(opened(page), CheckoutForm.of(page), [message], status);
}

/** Back from a bank's page. */
function comeBack(page: PageContext): PageResponse {
  const { ctx, session } = opened(page);
  if (session.status === 'complete') return leave(ctx, session, true);
  const { intent } = ctx.hidden(checkoutSessions, session.id);
  const error =
    ctx.find(paymentIntents, intent ?? '')?.last_payment_error ??
    ctx.find(setupIntents, intent ?? '')?.last_setup_error;
  const message = error?.message ?? 'The payment did not go through. Try again or pay in another way.';
  return formPage({ ctx, session }, CheckoutForm.of(page), [message], 402);
}

/** Takes up an expired session again, as a new one. */
function recover(page: PageContext): PageResponse {
  const { ctx, session } = opened(page);
  const { params, recovery } = ctx.hidden(checkoutSessions, session.id);
  const asked = session.after_expiration?.recovery;
  if (recovery === null || recovery !== page.path['secret'] || (asked?.expires_at ?? 0) <= ctx.now)
    return messagePage('This page has expired', 'Go back to the shop and start again.', 410);
  const { expires_at: _expiry, ...again } = params;
  const allows = asked?.allow_promotion_codes === true && params.discounts === undefined;
  const copy = createCheckoutSession(
    ctx,
    { ...again, ...(allows ? { allow_promotion_codes: true } : {}) },
    { recoveredFrom: session.id },
  );
  return { redirect: `${ctx.baseUrl}/c/pay/${copy.id}` };
}

export const checkoutPages: readonly Page[] = [
  { method: 'GET', path: '/c/pay/:id', handle: show },
  { method: 'POST', path: '/c/pay/:id', handle: submit, refused },
  { method: 'GET', path: '/c/pay/:id/return', handle: comeBack },
  { method: 'POST', path: '/c/pay/:id/return', handle: submit, refused },
  { method: 'GET', path: '/c/recover/:id/:secret', handle: recover },
];
