import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata, noParams, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { customers } from '../customers/customer.resource.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { addLines, lineStates, pricingOf, recompute } from '../invoices/invoice-lines.js';
import { invoiceLines } from '../invoices/invoice-line.resource.js';
import { invoices } from '../invoices/invoice.resource.js';
import { amountFor } from '../prices/price-amount.js';
import { decimalText, roundScaled, scaled, times } from '../prices/decimal.js';
import { inlinePrice } from '../prices/price.create.js';
import { requirePrice } from '../prices/price.resource.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { assertItemEditable, createInvoiceItem, deleteInvoiceItem } from './invoice-item.create.js';
import { createInvoiceItemParams, listInvoiceItemsParams, updateInvoiceItemParams } from './invoice-item.params.js';
import { invoiceItems } from './invoice-item.resource.js';
import { lineOfItem } from './pending-items.js';

type CreateParams = Infer<typeof createInvoiceItemParams>;
type UpdateParams = Infer<typeof updateInvoiceItemParams>;

/** The price that a request names or describes. */
function priceOf(ctx: Context, params: CreateParams | UpdateParams): Stripe.Price | null {
  if (params.price_data !== undefined) return inlinePrice(ctx, params.price_data);
  const id = params.pricing?.price ?? params.price;
  if (id === undefined) return null;
  const price = requirePrice(ctx, id, params.price === undefined ? 'pricing[price]' : 'price');
  if (price.type === 'recurring')
    throw invalidRequest(
      'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
      { param: 'price' },
    );
  return price;
}

function create(anyTime: Context, params: CreateParams): Stripe.InvoiceItem {
  const draft = params.invoice === undefined ? undefined : anyTime.require(invoices, params.invoice, 'invoice');
  const customer = params.customer ?? (draft?.customer as string | undefined);
  if (customer === undefined) throw missingParam('customer');
  const ctx = atCustomersTime(anyTime, anyTime.require(customers, customer, 'customer'));
  if (draft !== undefined && draft.status !== 'draft')
    throw invalidRequest('Invoice items can only be added to draft invoices. This invoice is no longer editable.', {
      code: 'invoice_not_editable',
      param: 'invoice',
    });
  const price = priceOf(ctx, params);
  const currency = params.currency ?? price?.currency ?? draft?.currency ?? ctx.platform.defaultCurrency;
  if (draft !== undefined && draft.currency !== currency)
    throw invalidRequest(
      `The currency of the invoice item (${currency}) must match the currency of the invoice (${draft.currency}).`,
      { param: 'currency' },
    );
  if (params.amount !== undefined && price !== null)
    throw invalidRequest('You may only specify one of these parameters: amount, price.', { param: 'amount' });
  const unit =
    params.unit_amount_decimal ?? (params.unit_amount === undefined ? undefined : String(params.unit_amount));
  const id = ctx.id(invoiceItems.idPrefix);
  return createInvoiceItem(ctx, {
    id,
    customer,
    ...(params.amount === undefined ? {} : { amount: params.amount }),
    ...(unit === undefined ? {} : { unitAmountDecimal: unit }),
    price,
    quantity: quantityOf(params) ?? 1,
    currency,
    description: params.description ?? null,
    ...(params.period === undefined ? {} : { period: params.period }),
    subscription: params.subscription ?? null,
    discounts: createDiscounts(ctx, params.discounts ?? [], { customer, invoiceItem: id }),
    discountable: params.discountable ?? true,
    taxRates: params.tax_rates ?? [],
    metadata: mergeMetadata({}, params.metadata),
    ...(params.invoice === undefined ? {} : { invoice: params.invoice }),
  });
}

function quantityOf({ quantity, quantity_decimal: decimal }: CreateParams | UpdateParams): number | undefined {
  return quantity ?? (decimal === undefined ? undefined : Number(decimal));
}

function update(anyTime: Context, id: string, params: UpdateParams): Stripe.InvoiceItem {
  const before = anyTime.require(invoiceItems, id);
  const ctx = atCustomersTime(anyTime, before.customer as string);
  assertItemEditable(ctx, before, 'modify');
  const { description, discountable, discounts, metadata, period, tax_rates: rates } = params;
  const after = ctx.update(invoiceItems, id, {
    ...amountsAfter(ctx, before, params),
    ...(description === undefined ? {} : { description }),
    ...(discountable === undefined ? {} : { discountable }),
    ...(discounts === undefined
      ? {}
      : {
          discounts: createDiscounts(ctx, discounts ?? [], { customer: before.customer as string, invoiceItem: id }),
        }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata ?? {}, metadata) }),
    ...(period === undefined ? {} : { period }),
    ...(rates === undefined
      ? {}
      : { tax_rates: (rates ?? []).map((rate) => ctx.require(taxRates, rate, 'tax_rates')) }),
  });
  if (after.invoice !== null) replaceLine(ctx, after, after.invoice as string);
  return after;
}

function amountsAfter(ctx: Context, before: Stripe.InvoiceItem, params: UpdateParams): Partial<Stripe.InvoiceItem> {
  const quantity = quantityOf(params) ?? before.quantity;
  const known = before.pricing?.price_details?.price as string | undefined;
  const price = priceOf(ctx, params) ?? (known === undefined ? null : requirePrice(ctx, known));
  const unit =
    params.unit_amount_decimal ?? (params.unit_amount === undefined ? undefined : String(params.unit_amount));
  const { amount: asked } = params;
  const own =
    unit ??
    (price === null && asked === undefined ? String(before.pricing?.unit_amount_decimal ?? before.amount) : undefined);
  const byUnit = own === undefined ? 0 : roundScaled(times(scaled(own), quantity));
  const amount =
    asked ?? (own !== undefined || price === null ? byUnit : amountFor(ctx, price, quantity, before.currency));
  const decimal = own ?? (asked === undefined ? String(price?.unit_amount_decimal ?? amount) : String(asked));
  return {
    amount,
    net_amount: amount,
    pricing: pricingOf(price, decimal),
    quantity,
    quantity_decimal: decimalText(String(quantity)),
  };
}

/** The line of an item on a draft follows the item. */
function replaceLine(ctx: Context, item: Stripe.InvoiceItem, invoice: string): void {
  for (const { line, hidden } of lineStates(ctx, invoice))
    if (hidden.invoiceItem === item.id) ctx.delete(invoiceLines, line.id);
  const before = ctx.require(invoices, invoice);
  addLines(ctx, invoice, [lineOfItem(ctx, item)]);
  ctx.emit('invoice.updated', recompute(ctx, invoice), before);
}

function example(ctx: Context): Stripe.InvoiceItem {
  const { id } = createCustomer(ctx, { description: '(created by the emulator)' });
  return create(ctx, { customer: id, amount: 2000, currency: 'usd' });
}

const permission = 'invoice';
export const invoiceItemsFamily = defineFamily({
  name: 'invoiceitems',
  resources: [invoiceItems],
  routes: [
    route({
      method: 'POST',
      path: '/v1/invoiceitems',
      permission,
      params: createInvoiceItemParams,
      handle: (ctx) => create(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/invoiceitems',
      permission,
      params: listInvoiceItemsParams,
      handle: (ctx) => ctx.list(invoiceItems),
    }),
    route({
      method: 'GET',
      path: '/v1/invoiceitems/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.requireOrStub(invoiceItems, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/invoiceitems/:id',
      permission,
      params: updateInvoiceItemParams,
      handle: (ctx) => update(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'DELETE',
      path: '/v1/invoiceitems/:id',
      permission,
      params: noParams,
      handle: (ctx) => deleteInvoiceItem(ctx, ctx.pathId()),
    }),
  ],
  events: ['invoiceitem.created', 'invoiceitem.deleted'],
  triggers: {
    'invoiceitem.created': (ctx) => void example(ctx),
    'invoiceitem.deleted': (ctx) => void deleteInvoiceItem(ctx, example(ctx).id),
  },
});
