import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { mergeMetadata, noParams, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { createCustomerParams, listCustomersParams, updateCustomerParams } from './customer.params.js';
import { customers } from './customer.resource.js';

type CreateParams = Infer<typeof createCustomerParams>;
type UpdateParams = Infer<typeof updateCustomerParams>;

/** Creates a customer of the context's account. Other families call this too. */
export function createCustomer(ctx: Context, params: CreateParams): Stripe.Customer {
  const customer = ctx.insert(customers, {
    id: ctx.id(customers.idPrefix),
    object: 'customer',
    address: addressOf(params.address) ?? null,
    balance: params.balance ?? 0,
    created: ctx.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: params.invoice_prefix ?? ctx.secret(8).toUpperCase(),
    invoice_settings: invoiceSettingsOf(params.invoice_settings),
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    next_invoice_sequence: params.next_invoice_sequence ?? 1,
    phone: params.phone ?? null,
    preferred_locales: params.preferred_locales ?? [],
    shipping: shippingOf(params.shipping) ?? null,
    tax_exempt: params.tax_exempt ?? 'none',
    test_clock: params.test_clock ?? null,
    ...(params.business_name == null ? {} : { business_name: params.business_name }),
    ...(params.individual_name == null ? {} : { individual_name: params.individual_name }),
  });
  ctx.emit('customer.created', customer);
  return customer;
}

function updateCustomer(ctx: Context, id: string, params: UpdateParams): Stripe.Customer {
  const before = ctx.require(customers, id);
  const { address, shipping, metadata, invoice_settings, business_name, individual_name, ...rest } = params;
  const { cash_balance: _, tax: __, source: ___, validate: ____, tax_exempt, default_source, ...plain } = rest;
  const after = ctx.update(customers, id, {
    ...plain,
    ...(default_source === undefined ? {} : { default_source }),
    ...(tax_exempt === undefined ? {} : { tax_exempt: tax_exempt ?? 'none' }),
    ...(business_name == null ? {} : { business_name }),
    ...(individual_name == null ? {} : { individual_name }),
    ...(address === undefined ? {} : { address: addressOf(address) ?? null }),
    ...(shipping === undefined ? {} : { shipping: shippingOf(shipping) ?? null }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before.metadata, metadata) }),
    ...(invoice_settings === undefined
      ? {}
      : { invoice_settings: invoiceSettingsOf(invoice_settings, before.invoice_settings) }),
  });
  ctx.emit('customer.updated', after, before);
  return after;
}

function addressOf(address: CreateParams['address']): Stripe.Address | null | undefined {
  if (address == null) return address;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = address;
  return { city, country, line1, line2, postal_code, state };
}

function shippingOf(shipping: CreateParams['shipping']): Stripe.Customer.Shipping | null | undefined {
  if (shipping == null) return shipping;
  const address = addressOf(shipping.address);
  return { ...(address == null ? {} : { address }), name: shipping.name, phone: shipping.phone ?? null };
}

function invoiceSettingsOf(
  change: CreateParams['invoice_settings'],
  before: Stripe.Customer.InvoiceSettings = {
    custom_fields: null,
    default_payment_method: null,
    footer: null,
    rendering_options: null,
  },
): Stripe.Customer.InvoiceSettings {
  const { rendering_options: rendering, ...rest } = change ?? {};
  if (rendering === undefined) return { ...before, ...rest };
  const { amount_tax_display = null, template = null } = rendering ?? {};
  return { ...before, ...rest, rendering_options: rendering === null ? null : { amount_tax_display, template } };
}

export const customerRoutes = [
  route({
    method: 'POST',
    path: '/v1/customers',
    permission: 'customer',
    params: createCustomerParams,
    handle: (ctx) => createCustomer(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/customers',
    permission: 'customer',
    params: listCustomersParams,
    handle: (ctx) => ctx.list(customers),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:id',
    permission: 'customer',
    params: noParams,
    handle: (ctx) => ctx.requireOrStub(customers, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/customers/:id',
    permission: 'customer',
    params: updateCustomerParams,
    handle: (ctx) => updateCustomer(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/customers/:id',
    permission: 'customer',
    params: noParams,
    handle: (ctx) => {
      const customer = ctx.require(customers, ctx.pathId());
      const stub = ctx.delete(customers, customer.id);
      ctx.emit('customer.deleted', customer);
      return stub;
    },
  }),
];
