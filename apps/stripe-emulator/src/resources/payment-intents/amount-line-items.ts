import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { listParamsOf, p, type Parsed } from '../../core/params.js';
import { defineResource, route } from '../../core/resource.js';
import { paymentIntents } from './payment-intent.resource.js';

type Item = Stripe.PaymentIntentAmountDetailsLineItem;

/** What was bought, line by line: `amount_details[line_items]`. */
export const amountLineItems = defineResource<Item, { readonly intent: string }>({
  object: 'payment_intent_amount_details_line_item',
  idPrefix: 'uli',
  filters: { intent: (_item, hidden) => hidden.intent },
});

const options = p.anything();
export const lineItemParam = p.hash({
  discount_amount: p.integer({ min: 0 }),
  payment_method_options: p.hash({ card: options, card_present: options, klarna: options, paypal: options }),
  product_code: p.string({ max: 64 }),
  product_name: p.string({ max: 1024 }).required(),
  quantity: p.integer({ min: 1 }).required(),
  tax: p.hash({ total_tax_amount: p.integer({ min: 0 }).required() }),
  unit_cost: p.integer({ min: 0 }).required(),
  unit_of_measure: p.string({ max: 12 }),
});
type Given = Parsed<{ item: typeof lineItemParam }>['item'];

/** Replaces the lines of an intent; null takes them away. */
export function saveLineItems(
  ctx: Context,
  intent: string,
  given: readonly NonNullable<Given>[] | null | undefined,
): void {
  if (given === undefined) return;
  for (const { id } of ctx.all(amountLineItems, { intent })) ctx.delete(amountLineItems, id);
  for (const line of given ?? [])
    ctx.insert(
      amountLineItems,
      {
        id: ctx.id(amountLineItems.idPrefix),
        object: 'payment_intent_amount_details_line_item',
        discount_amount: line.discount_amount ?? null,
        payment_method_options: (line.payment_method_options ?? null) as Item['payment_method_options'],
        product_code: line.product_code ?? null,
        product_name: line.product_name,
        quantity: line.quantity,
        tax: line.tax ?? null,
        unit_cost: line.unit_cost,
        unit_of_measure: line.unit_of_measure ?? null,
      },
      { intent },
    );
}

export const lineItemRoutes = [
  route({
    method: 'GET',
    path: '/v1/payment_intents/:intent/amount_details_line_items',
    permission: 'payment_intent',
    params: listParamsOf<Stripe.PaymentIntentListAmountDetailsLineItemsParams>()({}),
    handle: (ctx) => ctx.list(amountLineItems, { intent: ctx.require(paymentIntents, ctx.pathId('intent')).id }),
  }),
];
