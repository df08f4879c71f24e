import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { assertDefaultMethod } from '../customers/customer-billing.js';
import { customers } from '../customers/customer.resource.js';
import { createDiscounts } from '../discounts/discount.create.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import { planFinalization, DRAFT_SECONDS } from './invoice.create.js';
import { collectLater } from './invoice-advance.js';
import { recompute } from './invoice-lines.js';
import { paymentSettingsOf, renderingOf, shippingCostOf, shippingDetailsOf } from './invoice-fields.js';
import { assertSendable } from './invoice-request.js';
import { unplan } from './invoice-settle.js';
import type { updateInvoiceParams } from './invoice.params.js';
import { invoices, type InvoiceHidden } from './invoice.resource.js';

type Params = Infer<typeof updateInvoiceParams>;

/** What may change once an invoice is final. */
const ALWAYS: readonly (keyof Params)[] = [
  'auto_advance',
  'collection_method',
  'days_until_due',
  'default_payment_method',
  'default_source',
  'due_date',
  'metadata',
  'payment_settings',
  'rendering',
  'statement_descriptor',
  'transfer_data',
  'application_fee_amount',
];

/** Changes an invoice: a draft in everything, a final one in how it is collected. */
export function updateInvoice(ctx: Context, id: string, params: Params): Stripe.Invoice {
  const before = ctx.require(invoices, id);
  const isDraft = before.status === 'draft';
  const forbidden = (Object.keys(params) as (keyof Params)[]).find((name) => !isDraft && !ALWAYS.includes(name));
  if (forbidden !== undefined)
    throw invalidRequest(`Finalized invoices can't be updated in this way`, {
      code: 'invoice_not_editable',
      param: forbidden,
    });
  assertMethod(ctx, before, params);
  assertDefaultMethod(ctx, params.default_payment_method, before.customer as string, 'default_payment_method');
  ctx.update(invoices, id, changesOf(ctx, before, params), hiddenAfter(ctx, id, params));
  const after = isDraft ? replanned(ctx, id, params) : advanced(ctx, id, params);
  ctx.emit('invoice.updated', after, before);
  return ctx.require(invoices, id);
}

function assertMethod(ctx: Context, before: Stripe.Invoice, params: Params): void {
  const customer = ctx.find(customers, before.customer as string);
  if (customer === undefined || params.collection_method === undefined) return;
  const due = before.due_date === null || params.days_until_due !== undefined ? {} : { due_date: before.due_date };
  assertSendable(
    params.collection_method === 'send_invoice' ? { ...due, ...params } : {},
    customer,
    params.collection_method,
  );
}

function changesOf(ctx: Context, before: Stripe.Invoice, params: Params): Partial<Stripe.Invoice> {
  const customer = before.customer as string;
  const rendering = renderingOf(params.rendering);
  const shippingCost = shippingCostOf(ctx, params.shipping_cost);
  const shippingDetails = shippingDetailsOf(params.shipping_details);
  const isAutomatic = params.collection_method === 'charge_automatically';
  return {
    ...plainChanges(params),
    ...(isAutomatic ? { due_date: null } : dueDate(before, params)),
    ...(params.automatic_tax === undefined
      ? {}
      : {
          automatic_tax: {
            ...before.automatic_tax,
            enabled: params.automatic_tax.enabled,
            liability: params.automatic_tax.enabled ? { type: 'self' } : null,
            provider: params.automatic_tax.enabled ? 'stripe' : null,
            status: null,
          },
        }),
    ...(params.default_tax_rates === undefined
      ? {}
      : {
          default_tax_rates: (params.default_tax_rates ?? []).map((rate) =>
            ctx.require(taxRates, rate, 'default_tax_rates'),
          ),
        }),
    ...(params.discounts === undefined
      ? {}
      : { discounts: createDiscounts(ctx, params.discounts ?? [], { customer, invoice: before.id }) }),
    ...(params.metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata ?? {}, params.metadata) }),
    ...(params.payment_settings === undefined
      ? {}
      : { payment_settings: paymentSettingsOf(params.payment_settings, before.payment_settings) }),
    ...(rendering === undefined ? {} : { rendering }),
    ...(shippingCost === undefined ? {} : { shipping_cost: shippingCost }),
    ...(shippingDetails === undefined ? {} : { shipping_details: shippingDetails }),
  };
}

/** Fields that are stored as they come. */
function plainChanges(params: Params): Partial<Stripe.Invoice> {
  const names = [
    'account_tax_ids',
    'auto_advance',
    'collection_method',
    'custom_fields',
    'default_payment_method',
    'default_source',
    'description',
    'effective_at',
    'footer',
    'issuer',
    'number',
    'on_behalf_of',
    'statement_descriptor',
  ] as const;
  return Object.fromEntries(names.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]])));
}

function dueDate(before: Stripe.Invoice, { days_until_due: days, due_date: due }: Params): Partial<Stripe.Invoice> {
  if (due !== undefined) return { due_date: due };
  return days === undefined ? {} : { due_date: before.created + days * 86_400 };
}

function hiddenAfter(ctx: Context, id: string, params: Params): InvoiceHidden {
  const hidden = ctx.hidden(invoices, id);
  return {
    ...hidden,
    ...(params.application_fee_amount === undefined ? {} : { applicationFeeAmount: params.application_fee_amount }),
    ...(params.transfer_data === undefined ? {} : { transferData: params.transfer_data }),
    ...(params.days_until_due === undefined ? {} : { daysUntilDue: params.days_until_due }),
    ...(params.due_date === undefined ? {} : { daysUntilDue: null }),
    ...(params.number === undefined ? {} : { ownNumber: params.number }),
  };
}

/** A draft that begins or ceases to advance by itself. */
function replanned(ctx: Context, id: string, params: Params): Stripe.Invoice {
  const { auto_advance: advance, automatically_finalizes_at: at } = params;
  if (advance !== undefined || at !== undefined) {
    const current = ctx.require(invoices, id);
    const finalizes = at ?? current.automatically_finalizes_at ?? ctx.now + DRAFT_SECONDS;
    ctx.update(invoices, id, { automatically_finalizes_at: current.auto_advance === true ? finalizes : null });
    planFinalization(ctx, id);
  }
  return recompute(ctx, id);
}

function advanced(ctx: Context, id: string, { auto_advance: advance }: Params): Stripe.Invoice {
  const current = ctx.require(invoices, id);
  if (advance === false) {
    unplan(ctx, id);
    ctx.update(invoices, id, { next_payment_attempt: null });
  } else if (advance === true && current.status === 'open' && current.collection_method === 'charge_automatically')
    collectLater(ctx, id, ctx.now + DRAFT_SECONDS);
  return ctx.require(invoices, id);
}
