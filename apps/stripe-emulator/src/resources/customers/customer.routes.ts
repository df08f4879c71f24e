import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { type Infer, mergeMetadata, noParams, searchParams } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { atClockTime, atCustomersTime } from '../test-clocks/clock-time.js';
import { testClocks } from '../test-clocks/test-clock.resource.js';
import { attachPaymentMethod } from '../payment-methods/payment-method-attach.js';
import { resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { addSource } from '../sources/customer-sources.js';
import { assertDefaultSource, replaceDefaultSource } from '../sources/default-source.js';
import { applyBilling, assertDefaultMethod } from './customer-billing.js';
import { createCustomerParams, listCustomersParams, updateCustomerParams } from './customer.params.js';
import { customers } from './customer.resource.js';

type CreateParams = Infer<typeof createCustomerParams>;
type UpdateParams = Infer<typeof updateCustomerParams>;

/** Creates a customer of the context's account. Other families call this too. */
export function createCustomer(anyTime: Context, params: CreateParams): Stripe.Customer {
  if (params.test_clock !== undefined) assertRoomOnClock(anyTime, params.test_clock);
  const ctx = atClockTime(anyTime, params.test_clock);
  assertNewId(ctx, params.id);
  const { id } = ctx.insert(customers, {
    id: params.id ?? ctx.id(customers.idPrefix),
    object: 'customer',
    address: addressOf(params.address) ?? null,
    balance: 0,
    created: ctx.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: params.invoice_prefix ?? ctx.secret(8).toUpperCase(),
    invoice_settings: invoiceSettingsOf({ ...params.invoice_settings, default_payment_method: null }),
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
  addDefaultMethod(ctx, id, params);
  const added = params.source === undefined ? undefined : addSource(ctx, id, params.source);
  const customer = applyBilling(ctx, id, params, true);
  ctx.emit('customer.created', customer);
  added?.announce();
  return customer;
}

/** A payment method given at creation is attached; it may be named as the default in the same breath. */
function addDefaultMethod(ctx: Context, id: string, params: CreateParams): void {
  const { payment_method: asked, invoice_settings: settings } = params;
  const given = settings?.default_payment_method;
  const attached =
    asked === undefined ? undefined : attachPaymentMethod(ctx, resolvePaymentMethod(ctx, asked).id, id).id;
  const chosen = given !== undefined && given === asked ? attached : given;
  assertDefaultMethod(ctx, chosen, id);
  if (chosen != null)
    ctx.update(customers, id, {
      invoice_settings: { ...ctx.require(customers, id).invoice_settings, default_payment_method: chosen },
    });
}

function assertNewId(ctx: Context, id: string | undefined): void {
  if (id !== undefined && ctx.store.locate(id) !== undefined)
    throw invalidRequest('Customer already exists.', { code: 'resource_already_exists', param: 'id' });
}

/** Test clocks take three customers. */
function assertRoomOnClock(ctx: Context, clock: string): void {
  ctx.require(testClocks, clock, 'test_clock');
  if (ctx.all(customers, { test_clock: clock }).length >= 3)
    throw invalidRequest('You have reached the limit of 3 customers for this test clock.', { param: 'test_clock' });
}

/** Deletes a customer; other families undo by reaction what depends on it. */
export function deleteCustomer(anyTime: Context, customer: Stripe.Customer): object {
  const ctx = atCustomersTime(anyTime, customer);
  const stub = ctx.delete(customers, customer.id);
  ctx.emit('customer.deleted', customer);
  return stub;
}

function updateCustomer(ctx: Context, id: string, params: UpdateParams): Stripe.Customer {
  const before = ctx.require(customers, id);
  const { address, shipping, metadata, invoice_settings, business_name, individual_name, ...rest } = params;
  const { cash_balance: _, tax: __, source, validate: ___, tax_exempt, default_source, ...others } = rest;
  const { balance, coupon, promotion_code, ...plain } = others;
  assertDefaultMethod(ctx, invoice_settings?.default_payment_method, id);
  assertDefaultSource(ctx, id, default_source);
  if (source !== undefined) replaceDefaultSource(ctx, id, source);
  ctx.update(customers, id, {
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
  const billing = { ...(balance === undefined ? {} : { balance }), coupon, promotion_code };
  const after = applyBilling(atCustomersTime(ctx, before), id, billing, false);
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
    path: '/v1/customers/search',
    permission: 'customer',
    params: searchParams,
    handle: (ctx) => ctx.search(customers),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:id',
    permission: 'customer',
    ephemeral: true,
    params: noParams,
    handle: (ctx) => ctx.requireOrStub(customers, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/customers/:id',
    permission: 'customer',
    ephemeral: true,
    params: updateCustomerParams,
    handle: (ctx) => updateCustomer(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/customers/:id',
    permission: 'customer',
    params: noParams,
    handle: (ctx) => deleteCustomer(ctx, ctx.require(customers, ctx.pathId())),
  }),
];
