import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam, resourceMissing } from '../../core/errors.js';
import { listParamsOf, mergeMetadata, noParams, p, type Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { assertNotExpired } from './card-fields.js';
import { customers } from '../customers/customer.resource.js';
import { createCustomer } from '../customers/customer.routes.js';
import { renewExample } from './card-renewal.js';
import { attachPaymentMethod, detachPaymentMethod } from './payment-method-attach.js';
import { billingDetailsOf, createPaymentMethod, resolvePaymentMethod } from './payment-method-factory.js';
import {
  ALL_PAYMENT_METHOD_TYPES,
  attachPaymentMethodParams,
  createPaymentMethodParams,
  listPaymentMethodsParams,
  updatePaymentMethodParams,
} from './payment-method.params.js';
import { paymentMethods } from './payment-method.resource.js';

type CreateParams = Infer<typeof createPaymentMethodParams>;
type UpdateParams = Infer<typeof updatePaymentMethodParams>;

function create(ctx: Context, params: CreateParams): Stripe.PaymentMethod {
  if (params.payment_method !== undefined) return cloneFromPlatform(ctx, params.payment_method);
  const { type, customer: _customer, payment_method: _source, ...data } = params;
  if (type === undefined) throw missingParam('type');
  return createPaymentMethod(ctx, { ...data, type });
}

/** With `Stripe-Account`, a payment method of the platform is copied to the connected account. */
function cloneFromPlatform(ctx: Context, id: string): Stripe.PaymentMethod {
  if (!ctx.isConnected)
    throw invalidRequest('The payment_method parameter is only supported when cloning to a connected account.', {
      param: 'payment_method',
    });
  const platform = ctx.as(ctx.platform.id);
  const original = resolvePaymentMethod(platform, id);
  const hidden = platform.hidden(paymentMethods, original.id);
  return ctx.insert(
    paymentMethods,
    { ...original, id: ctx.id(paymentMethods.idPrefix), created: ctx.now, customer: null },
    { ...hidden, isSpent: false },
  );
}

function update(ctx: Context, id: string, params: UpdateParams): Stripe.PaymentMethod {
  const before = ctx.require(paymentMethods, id);
  const { card, us_bank_account: bank } = params;
  const preferred = card?.networks?.preferred;
  if (before.card !== undefined && (card?.exp_month ?? card?.exp_year) !== undefined)
    assertNotExpired(card?.exp_month ?? before.card.exp_month, card?.exp_year ?? before.card.exp_year, ctx.now);
  return ctx.update(paymentMethods, id, {
    ...(params.allow_redisplay === undefined ? {} : { allow_redisplay: params.allow_redisplay }),
    billing_details: billingDetailsOf(params.billing_details, before.billing_details),
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    ...(card === undefined || before.card === undefined
      ? {}
      : {
          card: {
            ...before.card,
            exp_month: card.exp_month ?? before.card.exp_month,
            exp_year: card.exp_year ?? before.card.exp_year,
            networks:
              preferred === undefined
                ? before.card.networks
                : { available: before.card.networks?.available ?? [], preferred },
          },
        }),
    ...(bank === undefined || before.us_bank_account === undefined
      ? {}
      : {
          us_bank_account: {
            ...before.us_bank_account,
            account_holder_type: bank.account_holder_type ?? before.us_bank_account.account_holder_type,
            account_type: bank.account_type ?? before.us_bank_account.account_type,
          },
        }),
  });
}

function ofCustomer(ctx: Context, customer: string, id: string): Stripe.PaymentMethod {
  ctx.require(customers, customer);
  const method = ctx.require(paymentMethods, id);
  if (method.customer === customer) return method;
  throw resourceMissing(paymentMethods.label, id, undefined, paymentMethods.pathParam);
}

const listOfCustomerParams = listParamsOf<Stripe.CustomerListPaymentMethodsParams>()({
  allow_redisplay: p.enum(['always', 'limited', 'unspecified']),
  type: p.enum(ALL_PAYMENT_METHOD_TYPES),
});

const permission = 'payment_method';
const routes = [
  route({
    method: 'POST',
    path: '/v1/payment_methods',
    permission,
    publishable: 'open',
    params: createPaymentMethodParams,
    handle: (ctx) => create(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_methods',
    permission,
    ephemeral: true,
    params: listPaymentMethodsParams,
    handle: (ctx) => ctx.list(paymentMethods),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_methods/:id',
    permission,
    ephemeral: true,
    params: noParams,
    handle: (ctx) => resolvePaymentMethodOr404(ctx, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id',
    permission,
    ephemeral: true,
    params: updatePaymentMethodParams,
    handle: (ctx) => {
      const before = ctx.require(paymentMethods, ctx.pathId());
      const after = update(ctx, before.id, ctx.params);
      ctx.emit('payment_method.updated', after, before);
      return after;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id/attach',
    permission,
    ephemeral: true,
    params: attachPaymentMethodParams,
    handle: (ctx) => {
      const { customer } = ctx.params;
      if (customer === undefined) throw missingParam('customer');
      ctx.require(customers, customer, 'customer');
      return attachPaymentMethod(ctx, resolvePaymentMethodOr404(ctx, ctx.pathId()).id, customer);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/payment_methods/:id/detach',
    permission,
    ephemeral: true,
    params: noParams,
    handle: (ctx) => detachPaymentMethod(ctx, ctx.pathId()),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:customer/payment_methods',
    permission,
    ephemeral: true,
    params: listOfCustomerParams,
    handle: (ctx) => ctx.list(paymentMethods, { customer: ctx.require(customers, ctx.pathId('customer')).id }),
  }),
  route({
    method: 'GET',
    path: '/v1/customers/:customer/payment_methods/:id',
    permission,
    ephemeral: true,
    params: noParams,
    handle: (ctx) => ofCustomer(ctx, ctx.pathId('customer'), ctx.pathId()),
  }),
];

/** The published names work in paths too; an unknown id there is a 404. */
function resolvePaymentMethodOr404(ctx: Context, id: string): Stripe.PaymentMethod {
  return id.startsWith('pm_card_') || id.startsWith('pm_usBankAccount')
    ? resolvePaymentMethod(ctx, id)
    : ctx.require(paymentMethods, id);
}

export const paymentMethodsFamily = defineFamily({
  name: 'payment_methods',
  resources: [paymentMethods],
  routes,
  events: [
    'payment_method.attached',
    'payment_method.automatically_updated',
    'payment_method.detached',
    'payment_method.updated',
  ],
  triggers: {
    'payment_method.automatically_updated': (ctx) => {
      renewExample(ctx, createCustomer(ctx, { description: '(created by the emulator)' }).id);
    },
  },
});
