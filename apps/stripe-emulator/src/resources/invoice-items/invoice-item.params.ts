import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { discountsParam } from '../discounts/discount.create.js';
import { decimalParam } from '../prices/decimal.js';
import { priceDataParam, taxBehavior } from '../prices/price.params.js';

export const periodParam = p.hash({ end: p.timestamp().required(), start: p.timestamp().required() });

const common = {
  amount: p.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
  description: p.string(),
  discountable: p.boolean(),
  discounts: discountsParam().emptyable(),
  metadata: p.metadata(),
  period: periodParam,
  /** The price alone, until 2025-03-31. */
  price: p.id(),
  price_data: priceDataParam(),
  pricing: p.hash({ price: p.id() }),
  quantity: p.integer({ min: 0 }),
  quantity_decimal: decimalParam(),
  tax_behavior: taxBehavior,
  tax_code: p.id().emptyable(),
  unit_amount: p.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
  unit_amount_decimal: decimalParam(),
};

export const createInvoiceItemParams = paramsOf<Stripe.InvoiceItemCreateParams>()({
  ...common,
  currency: p.currency(),
  customer: p.id(),
  customer_account: p.id(),
  invoice: p.id(),
  subscription: p.id(),
  tax_rates: p.array(p.id(), { max: 10 }),
});

export const updateInvoiceItemParams = paramsOf<Stripe.InvoiceItemUpdateParams>()({
  ...common,
  invoicing_rules: p.anything(),
  tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
});

export const listInvoiceItemsParams = listParamsOf<Stripe.InvoiceItemListParams>()({
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
  invoice: p.id(),
  pending: p.boolean(),
});
