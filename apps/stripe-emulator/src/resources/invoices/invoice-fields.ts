import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { Infer } from '../../core/params.js';
import { createShippingRate } from '../shipping-rates/shipping-rates.family.js';
import { shippingRates } from '../shipping-rates/shipping-rate.resource.js';
import type { updateInvoiceParams } from './invoice.params.js';

type UpdateParams = Infer<typeof updateInvoiceParams>;

const METHODS = [
  'acss_debit',
  'bancontact',
  'card',
  'customer_balance',
  'konbini',
  'payto',
  'pix',
  'sepa_debit',
  'upi',
  'us_bank_account',
] as const;

/** How an invoice is to be paid: what was given over what was there. */
export function paymentSettingsOf(
  params: UpdateParams['payment_settings'],
  before?: Stripe.Invoice.PaymentSettings,
): Stripe.Invoice.PaymentSettings {
  const options = params?.payment_method_options;
  const known = before?.payment_method_options ?? null;
  const merged = Object.fromEntries(METHODS.map((name) => [name, options?.[name] ?? known?.[name] ?? null]));
  return {
    default_mandate: params?.default_mandate ?? before?.default_mandate ?? null,
    payment_method_options:
      options === undefined ? known : (merged as unknown as Stripe.Invoice.PaymentSettings.PaymentMethodOptions),
    payment_method_types:
      params?.payment_method_types === undefined ? (before?.payment_method_types ?? null) : params.payment_method_types,
  };
}

export function renderingOf(params: UpdateParams['rendering']): Stripe.Invoice.Rendering | undefined {
  if (params === undefined) return undefined;
  return {
    amount_tax_display: params.amount_tax_display ?? null,
    pdf: params.pdf === undefined ? null : { page_size: params.pdf.page_size ?? 'auto' },
    template: params.template ?? null,
    template_version: params.template_version ?? null,
  };
}

export function shippingCostOf(
  ctx: Context,
  params: UpdateParams['shipping_cost'],
): Stripe.Invoice.ShippingCost | null | undefined {
  if (params == null) return params;
  const { shipping_rate: id, shipping_rate_data: data } = params;
  const rate =
    data === undefined
      ? ctx.require(shippingRates, id ?? '', 'shipping_cost[shipping_rate]')
      : createShippingRate(ctx, data);
  const amount = rate.fixed_amount?.amount ?? 0;
  return { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: rate.id, taxes: [] };
}

export function shippingDetailsOf(
  params: UpdateParams['shipping_details'],
): Stripe.Invoice.ShippingDetails | null | undefined {
  if (params == null) return params;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = params.address;
  return {
    address: { city, country, line1, line2, postal_code, state },
    name: params.name,
    phone: params.phone ?? null,
  };
}
