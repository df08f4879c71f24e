import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import type { RequestedDiscount } from '../discounts/discount.create.js';
import { locationStatus, type TaxedParty } from '../automatic-tax/automatic-tax.js';
import { partyOf } from '../customers/taxed-party.js';
import { customers } from '../customers/customer.resource.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import { priceBasket, storedLines } from './checkout-amounts.js';
import { adjustableOf, checkoutLine, priceOf, type CheckoutLine } from './checkout-lines.js';
import { assertPrices, assertTotal, type Mode } from './session-checks.js';
import { isTrial, shippingOptionsOf } from './session-create.js';
import { shippingCostOf, totalDetailsOf } from './session-object.js';
import type { UpdateSessionParams } from './session.params.js';
import { checkoutSessions } from './session.resource.js';

type Session = Stripe.Checkout.Session;

/** Changes an open session; metadata may be changed later too. */
export function updateSession(ctx: Context, id: string, params: UpdateSessionParams): Session {
  const before = ctx.require(checkoutSessions, id);
  const { metadata, ...rest } = params;
  if (Object.keys(rest).length > 0 && before.status !== 'open')
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be updated. This Checkout Session has a status of \`${before.status}\`.`,
    );
  if (metadata !== undefined)
    ctx.update(checkoutSessions, id, { metadata: mergeMetadata(before.metadata ?? {}, metadata) });
  if (rest.collected_information?.shipping_details !== undefined)
    ctx.update(checkoutSessions, id, {
      collected_information: collected(before, rest.collected_information.shipping_details),
    });
  if (rest.payment_intent_data !== undefined) changePaymentData(ctx, id, rest.payment_intent_data);
  if (rest.shipping_options !== undefined) {
    const options = shippingOptionsOf(ctx, rest.shipping_options ?? [], before.currency);
    ctx.update(checkoutSessions, id, { shipping_options: options });
    reprice(ctx, id, { shippingRate: (options[0]?.shipping_rate as string | undefined) ?? null });
  }
  if (rest.line_items !== undefined) reprice(ctx, id, { lines: changedLines(ctx, id, rest.line_items) });
  return ctx.require(checkoutSessions, id);
}

type ShippingDetails = NonNullable<NonNullable<UpdateSessionParams['collected_information']>['shipping_details']>;

function collected(before: Session, { name, address }: ShippingDetails): Stripe.Checkout.Session.CollectedInformation {
  const { city = null, country, line1, line2 = null, postal_code = null, state = null } = address;
  return {
    business_name: before.collected_information?.business_name ?? null,
    individual_name: before.collected_information?.individual_name ?? null,
    shipping_details: { name, address: { city, country, line1, line2, postal_code, state } },
  };
}

function changePaymentData(
  ctx: Context,
  id: string,
  change: NonNullable<UpdateSessionParams['payment_intent_data']>,
): void {
  const hidden = ctx.hidden(checkoutSessions, id);
  const { metadata, ...fields } = change;
  const merged: Record<string, unknown> = { ...hidden.params.payment_intent_data, ...fields };
  if (metadata !== undefined) merged['metadata'] = metadata;
  const given = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  ctx.update(checkoutSessions, id, {}, { ...hidden, params: { ...hidden.params, payment_intent_data: given } });
}

/** The list replaces the former one: entries with an id keep their line, the others are new. */
function changedLines(
  ctx: Context,
  id: string,
  changes: NonNullable<UpdateSessionParams['line_items']>,
): CheckoutLine[] {
  const known = storedLines(ctx, id);
  return changes.map((change, index) => {
    const path = `line_items[${index}]`;
    const { id: lineId, tax_rates: rates, ...rest } = change;
    const line = known.find((candidate) => candidate.id === lineId);
    if (lineId !== undefined && line === undefined) throw resourceMissing('line item', lineId, `${path}[id]`);
    if (line === undefined) return checkoutLine(ctx, { ...rest, ...(rates == null ? {} : { tax_rates: rates }) }, path);
    for (const rate of rates ?? []) ctx.require(taxRates, rate, `${path}[tax_rates]`);
    const isRepriced = rest.price !== undefined || rest.price_data !== undefined;
    return {
      ...line,
      price: isRepriced ? priceOf(ctx, rest, path) : line.price,
      quantity: rest.quantity ?? line.quantity,
      adjustable: rest.adjustable_quantity === undefined ? line.adjustable : adjustableOf(rest.adjustable_quantity),
      taxRates: rates === undefined ? line.taxRates : (rates ?? []),
      metadata: mergeMetadata(line.metadata, rest.metadata),
    };
  });
}

/** Whom a session is taxed for: what the payer told counts, else what is known of the customer. */
function payingParty(ctx: Context, session: Session): TaxedParty {
  const known = partyOf(ctx, ctx.find(customers, (session.customer as string | null) ?? ''));
  const { address, tax_ids: ids } = session.customer_details ?? {};
  return {
    billing: address?.country == null ? known.billing : address,
    shipping: session.collected_information?.shipping_details?.address ?? known.shipping,
    taxIds: [...known.taxIds, ...(ids ?? []).map(({ type }) => type)],
  };
}

export interface BasketChange {
  readonly lines?: readonly CheckoutLine[];
  readonly shippingRate?: string | null;
  readonly discounts?: readonly RequestedDiscount[];
}

/** Adds a session up again after its basket, its shipping or its discounts changed. @throws StripeError for bad ones */
export function reprice(ctx: Context, id: string, change: BasketChange): Session {
  const before = ctx.require(checkoutSessions, id);
  const hidden = ctx.hidden(checkoutSessions, id);
  const { currency } = before;
  if (currency === null || before.mode === 'setup') return before;
  const mode = before.mode as Mode;
  const lines = change.lines ?? storedLines(ctx, id);
  assertPrices(lines, mode);
  const shippingRate = change.shippingRate === undefined ? hidden.shippingRate : change.shippingRate;
  const discounts = change.discounts ?? hidden.discounts;
  const customer = before.customer as string | null;
  const party = before.automatic_tax.enabled ? payingParty(ctx, before) : null;
  const totals = priceBasket(ctx, {
    parent: id,
    lines,
    currency,
    discounts,
    customer,
    taxExempt: customer === null ? null : (ctx.find(customers, customer)?.tax_exempt ?? null),
    taxedParty: party,
    shippingRate,
    isTrial: isTrial(hidden.params),
  });
  assertTotal(totals.total, currency, mode);
  return ctx.update(
    checkoutSessions,
    id,
    {
      amount_subtotal: totals.subtotal,
      amount_total: totals.total,
      ...(party === null ? {} : { automatic_tax: { ...before.automatic_tax, status: locationStatus(party) } }),
      discounts: discounts.map(({ coupon, promotion_code: code }) => ({
        coupon: coupon ?? null,
        promotion_code: code ?? null,
      })),
      shipping_cost: shippingCostOf(before.shipping_options.find((option) => option.shipping_rate === shippingRate)),
      total_details: totalDetailsOf(totals),
    },
    { ...hidden, discounts, shippingRate, breakdown: totals.breakdown },
  );
}
