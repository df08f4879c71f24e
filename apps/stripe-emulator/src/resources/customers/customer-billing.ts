import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { adjustCustomerBalance } from '../customer-balance/customer-balance.js';
import { legacyDiscounts } from '../discounts/discount.create.js';
import { resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { createTaxId } from '../tax-ids/tax-id.create.js';
import { applyCustomerDiscount } from './customer-discount.js';
import { customers } from './customer.resource.js';

/** The parameters of a customer that have a family of their own. */
export interface BillingParams {
  readonly balance?: number;
  readonly coupon?: string | null | undefined;
  readonly promotion_code?: string | null | undefined;
  readonly tax_id_data?: readonly { readonly type: string; readonly value: string }[];
}

/** @throws StripeError when the default payment method is not the customer's */
export function assertDefaultMethod(
  ctx: Context,
  id: string | null | undefined,
  customer: string,
  param = 'invoice_settings[default_payment_method]',
): void {
  if (id == null) return;
  if (resolvePaymentMethod(ctx, id, param).customer === customer) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param },
  );
}

/** Puts balance, discount and tax ids on a customer. Emits what these emit, not `customer.updated`. */
export function applyBilling(ctx: Context, id: string, params: BillingParams, isNew: boolean): Stripe.Customer {
  const { balance, tax_id_data: taxIdData = [] } = params;
  const customer = ctx.require(customers, id);
  const change = (balance ?? customer.balance) - customer.balance;
  if (change !== 0)
    adjustCustomerBalance(ctx, id, {
      amount: change,
      currency: customer.currency ?? ctx.platform.defaultCurrency,
      type: isNew ? 'initial' : 'adjustment',
    });
  for (const data of taxIdData) createTaxId(ctx, data, id, undefined, 'tax_id_data');
  if (params.coupon !== undefined || params.promotion_code !== undefined)
    applyCustomerDiscount(ctx, id, legacyDiscounts(params), params.coupon == null ? 'promotion_code' : 'coupon');
  return ctx.require(customers, id);
}
