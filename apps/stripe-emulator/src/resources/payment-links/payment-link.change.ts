import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { missingParam, resourceMissing } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { priceBasket, storedLines } from '../checkout/checkout-amounts.js';
import { adjustableOf, checkoutLines, type CheckoutLine } from '../checkout/checkout-lines.js';
import { assertPrices } from '../checkout/session-checks.js';
import { linkFields, type StoredLinkParams } from './payment-link.object.js';
import type { LinkChange, LinkParams } from './payment-link.params.js';
import { paymentLinks } from './payment-link.resource.js';

export const modeOf = (lines: readonly CheckoutLine[]): 'payment' | 'subscription' =>
  lines.some(({ price }) => price.recurring !== null) ? 'subscription' : 'payment';

/** Creates a link. Its address opens a new session each time. */
export function createPaymentLink(ctx: Context, given: LinkParams): Stripe.PaymentLink {
  const { line_items: items, ...params } = given;
  if (items.length === 0) throw missingParam('line_items');
  const id = ctx.id(paymentLinks.idPrefix);
  const lines = checkoutLines(ctx, items);
  assertPrices(lines, modeOf(lines));
  priceLines(ctx, id, lines, params.currency);
  const link = ctx.insert(
    paymentLinks,
    {
      id,
      object: 'payment_link' as const,
      active: true,
      livemode: false,
      metadata: mergeMetadata({}, params.metadata),
      ...linkFields(ctx, params, lines),
      url: `${ctx.baseUrl}/b/test_${id.slice(paymentLinks.idPrefix.length + 1)}`,
    },
    { params },
  );
  ctx.emit('payment_link.created', link);
  return link;
}

function priceLines(ctx: Context, parent: string, lines: readonly CheckoutLine[], currency: string | undefined): void {
  priceBasket(ctx, {
    parent,
    lines,
    currency: currency ?? lines[0]?.price.currency ?? '',
    discounts: [],
    customer: null,
    taxExempt: null,
    taxedParty: null,
    shippingRate: null,
    isTrial: false,
  });
}

export function updatePaymentLink(ctx: Context, id: string, change: LinkChange): Stripe.PaymentLink {
  const before = ctx.require(paymentLinks, id);
  const { active, line_items: items, metadata, ...rest } = change;
  const { params: known } = ctx.hidden(paymentLinks, id);
  const params = merged(known, rest);
  if (items !== undefined) priceLines(ctx, id, changedLines(ctx, id, items), params.currency);
  const fields = linkFields(ctx, params, storedLines(ctx, id));
  const count = before.restrictions?.completed_sessions.count ?? 0;
  const link = ctx.update(
    paymentLinks,
    id,
    {
      ...fields,
      ...(fields.restrictions === null
        ? {}
        : { restrictions: { completed_sessions: { ...fields.restrictions.completed_sessions, count } } }),
      ...(active === undefined ? {} : { active }),
      metadata: mergeMetadata(before.metadata, metadata),
    },
    { params },
  );
  ctx.emit('payment_link.updated', link, before);
  return link;
}

/** Hashes whose fields change one by one; everything else is replaced whole. */
const MERGED = ['payment_intent_data', 'subscription_data', 'custom_text'] as const;

function merged(known: StoredLinkParams, change: object): StoredLinkParams {
  const result: Record<string, unknown> = { ...known, ...change };
  for (const name of MERGED) {
    const wish = (change as Record<string, object | undefined>)[name];
    if (wish !== undefined) result[name] = withoutNulls({ ...known[name], ...wish });
  }
  return withoutNulls(result);
}

function withoutNulls(hash: object): object {
  return Object.fromEntries(Object.entries(hash).filter(([, value]) => value !== null));
}

function changedLines(ctx: Context, link: string, changes: NonNullable<LinkChange['line_items']>): CheckoutLine[] {
  const lines = storedLines(ctx, link);
  for (const [index, { id }] of changes.entries())
    if (!lines.some((line) => line.id === id)) throw resourceMissing('line item', id, `line_items[${index}][id]`);
  return lines.map((line) => {
    const change = changes.find(({ id }) => id === line.id);
    return {
      ...line,
      quantity: change?.quantity ?? line.quantity,
      adjustable:
        change?.adjustable_quantity === undefined ? line.adjustable : adjustableOf(change.adjustable_quantity),
    };
  });
}

/** A session of the link was completed: a link for so many sales closes after the last. */
export function countCompletion(ctx: Context, id: string): void {
  const before = ctx.find(paymentLinks, id);
  if (before?.restrictions == null) return;
  const { count, limit } = before.restrictions.completed_sessions;
  const after = ctx.update(paymentLinks, id, {
    active: before.active && count + 1 < limit,
    restrictions: { completed_sessions: { count: count + 1, limit } },
  });
  ctx.emit('payment_link.updated', after, before);
}
