import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { discountsParam } from '../discounts/discount.create.js';
import { periodParam } from '../invoice-items/invoice-item.params.js';
import { decimalParam } from '../prices/decimal.js';
import { taxBehavior } from '../prices/price.params.js';

const taxAmounts = p
  .array(
    p.hash({
      amount: p.integer().required(),
      tax_rate_data: p
        .hash({
          country: p.country(),
          description: p.string(),
          display_name: p.string({ max: 50 }).required(),
          inclusive: p.boolean().required(),
          jurisdiction: p.string(),
          jurisdiction_level: p.enum(['city', 'country', 'county', 'district', 'multiple', 'state']),
          percentage: p.number({ min: 0, max: 100 }).required(),
          state: p.string(),
          tax_type: p.string(),
        })
        .required(),
      taxability_reason: p.string(),
      taxable_amount: p.integer().required(),
    }),
    { max: 20 },
  )
  .emptyable();

const fields = {
  amount: p.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
  description: p.string(),
  discountable: p.boolean(),
  discounts: discountsParam().emptyable(),
  metadata: p.metadata(),
  period: periodParam,
  price_data: p.hash({
    currency: p.currency().required(),
    product: p.id(),
    product_data: p.hash({
      description: p.string(),
      images: p.array(p.string(), { max: 8 }),
      metadata: p.metadata(),
      name: p.string({ max: 250 }).required(),
      tax_code: p.id(),
      tax_details: p.hash({ performance_location: p.id(), tax_code: p.id().emptyable() }),
      unit_label: p.string({ max: 12 }),
    }),
    tax_behavior: taxBehavior,
    unit_amount: p.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
    unit_amount_decimal: decimalParam(),
  }),
  pricing: p.hash({ price: p.id() }),
  quantity: p.integer({ min: 0 }),
  quantity_decimal: decimalParam(),
  tax_amounts: taxAmounts,
  tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
};

export const updateLineParams = paramsOf<Stripe.InvoiceUpdateLineItemParams>()(fields);
export const addLinesParams = paramsOf<Stripe.InvoiceAddLinesParams>()({
  invoice_metadata: p.metadata(),
  lines: p.array(p.hash({ ...fields, invoice_item: p.id() }), { max: 250 }).required(),
});
export const updateLinesParams = paramsOf<Stripe.InvoiceUpdateLinesParams>()({
  invoice_metadata: p.metadata(),
  lines: p.array(p.hash({ ...fields, id: p.id().required() }), { max: 250 }).required(),
});
export const removeLinesParams = paramsOf<Stripe.InvoiceRemoveLinesParams>()({
  invoice_metadata: p.metadata(),
  lines: p
    .array(p.hash({ behavior: p.enum(['delete', 'unassign']).required(), id: p.id().required() }), { max: 250 })
    .required(),
});
export const listLinesParams = listParamsOf<Stripe.InvoiceListLineItemsParams>()({});
