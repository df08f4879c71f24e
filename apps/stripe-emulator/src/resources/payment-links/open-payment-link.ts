import type Stripe from 'stripe';
import type { Context, PageContext } from '../../core/context.js';
import type { PageResponse } from '../../core/resource.js';
import { messagePage } from '../../pages/page.js';
import { storedLines } from '../checkout/checkout-amounts.js';
import { createCheckoutSession } from '../checkout/session-create.js';
import type { CreateSessionParams } from '../checkout/session.params.js';
import { promotionCodes } from '../promotion-codes/promotion-code.resource.js';
import { modeOf } from './payment-link.change.js';
import { paymentLinks } from './payment-link.resource.js';

/** What an address of a link may say: `?prefilled_email=..&client_reference_id=..&prefilled_promo_code=..&locale=..` */
interface Visit {
  readonly email: string | undefined;
  readonly reference: string | undefined;
  readonly promotionCode: string | undefined;
  readonly locale: string | undefined;
}

/** Each visit opens a session of its own. */
export function visitLink(page: PageContext): PageResponse {
  const found = page.locate(paymentLinks, `plink_${(page.path['slug'] ?? '').replace(/^test_/, '')}`);
  if (found === undefined) return messagePage('Not found', 'There is no such payment link.', 404);
  const { ctx, object: link } = found;
  if (!link.active) return messagePage('Deactivated', link.inactive_message ?? 'This link is no longer active.', 410);
  const text = (name: string): string | undefined => {
    const value = page.query[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
  };
  const session = openLink(ctx, link, {
    email: text('prefilled_email'),
    reference: text('client_reference_id'),
    promotionCode: text('prefilled_promo_code'),
    locale: text('locale'),
  });
  return { redirect: `${ctx.baseUrl}/c/pay/${session.id}` };
}

export function openLink(ctx: Context, link: Stripe.PaymentLink, visit: Partial<Visit>): Stripe.Checkout.Session {
  const lines = storedLines(ctx, link.id).map((line) => ({ ...line, id: ctx.id('li') }));
  const mode = modeOf(lines);
  const confirmation = link.after_completion.hosted_confirmation?.custom_message;
  return createCheckoutSession(
    ctx,
    {
      ...commonParams(ctx, link, visit),
      ...(mode === 'payment' ? paymentParams(ctx, link) : subscriptionParams(ctx, link)),
      mode,
    },
    { paymentLink: link.id, lines, ...(confirmation == null ? {} : { confirmation }) },
  );
}

function commonParams(ctx: Context, link: Stripe.PaymentLink, visit: Partial<Visit>): CreateSessionParams {
  const { params } = ctx.hidden(paymentLinks, link.id);
  const {
    application_fee_amount: _amount,
    application_fee_percent: _percent,
    after_completion: after,
    ...rest
  } = params;
  const { inactive_message: _message, on_behalf_of: _onBehalfOf, restrictions: _restrictions, ...again } = rest;
  const { transfer_data: _transfer, payment_intent_data: _payment, subscription_data: _subscription, ...plain } = again;
  const {
    invoice_creation: _invoice,
    payment_method_collection: _collection,
    customer_creation: _creation,
    ...asked
  } = plain;
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null)) as CreateSessionParams;
  const code = promotionOf(ctx, link, visit.promotionCode);
  const { allow_promotion_codes: allows, ...withoutCodes } = given;
  return {
    ...withoutCodes,
    line_items: storedLines(ctx, link.id).map(({ price, quantity }) => ({ price: price.id, quantity })),
    ...(code !== undefined
      ? { discounts: [{ promotion_code: code }] }
      : allows === true
        ? { allow_promotion_codes: true }
        : {}),
    ...(after?.redirect === undefined ? {} : { success_url: after.redirect.url }),
    ...(visit.email === undefined ? {} : { customer_email: visit.email }),
    ...(visit.reference === undefined ? {} : { client_reference_id: visit.reference }),
    ...(visit.locale === undefined ? {} : { locale: visit.locale }),
  };
}

function promotionOf(ctx: Context, link: Stripe.PaymentLink, code: string | undefined): string | undefined {
  if (code === undefined || !link.allow_promotion_codes) return undefined;
  return ctx.all(promotionCodes, { folded_code: code.toUpperCase() }).find(({ active }) => active)?.id;
}

function paymentParams(ctx: Context, link: Stripe.PaymentLink): CreateSessionParams {
  const { params } = ctx.hidden(paymentLinks, link.id);
  const { transfer_data: transfer, invoice_creation: invoice, customer_creation: creation } = params;
  const data = Object.fromEntries(
    Object.entries(params.payment_intent_data ?? {}).filter(([, value]) => value !== null),
  );
  return {
    payment_intent_data: {
      ...data,
      ...(params.application_fee_amount == null ? {} : { application_fee_amount: params.application_fee_amount }),
      ...(params.on_behalf_of == null ? {} : { on_behalf_of: params.on_behalf_of }),
      ...(transfer == null
        ? {}
        : {
            transfer_data: {
              destination: transfer.destination,
              ...(transfer.amount == null ? {} : { amount: transfer.amount }),
            },
          }),
    },
    ...(invoice === undefined ? {} : { invoice_creation: invoice }),
    ...(creation === undefined ? {} : { customer_creation: creation }),
  };
}

function subscriptionParams(ctx: Context, link: Stripe.PaymentLink): CreateSessionParams {
  const { params } = ctx.hidden(paymentLinks, link.id);
  const data = Object.fromEntries(Object.entries(params.subscription_data ?? {}).filter(([, value]) => value !== null));
  return {
    subscription_data: {
      ...data,
      ...(params.application_fee_percent == null ? {} : { application_fee_percent: params.application_fee_percent }),
      ...(params.on_behalf_of == null ? {} : { on_behalf_of: params.on_behalf_of }),
      ...(params.transfer_data == null ? {} : { transfer_data: { destination: params.transfer_data.destination } }),
    },
    ...(params.payment_method_collection === undefined
      ? {}
      : { payment_method_collection: params.payment_method_collection }),
  };
}
