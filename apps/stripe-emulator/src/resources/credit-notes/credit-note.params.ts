import type Stripe from 'stripe';
import { listParamsOf, p, paramsOf } from '../../core/params.js';
import { decimalParam } from '../prices/decimal.js';

const amount = p.integer({ min: 0 });
const line = p.hash({
  amount,
  description: p.string(),
  invoice_line_item: p.id(),
  metadata: p.metadata(),
  quantity: p.integer({ min: 0 }),
  tax_amounts: p
    .array(p.hash({ amount: amount.required(), tax_rate: p.id().required(), taxable_amount: amount.required() }), {
      max: 10,
    })
    .emptyable(),
  tax_rates: p.array(p.id(), { max: 10 }).emptyable(),
  type: p.enum(['custom_line_item', 'invoice_line_item']).required(),
  unit_amount: p.integer(),
  unit_amount_decimal: decimalParam(),
});

const shape = {
  amount,
  credit_amount: amount,
  effective_at: p.timestamp(),
  email_type: p.enum(['credit_note', 'none']),
  invoice: p.id().required(),
  lines: p.array(line, { max: 250 }),
  memo: p.string(),
  metadata: p.metadata(),
  out_of_band_amount: amount,
  reason: p.enum(['duplicate', 'fraudulent', 'order_change', 'product_unsatisfactory']),
  /** A refund made before, until there could be several. */
  refund: p.id(),
  refund_amount: amount,
  refunds: p.array(
    p.hash({
      amount_refunded: amount,
      payment_record_refund: p.hash({ payment_record: p.id().required(), refund_group: p.string().required() }),
      refund: p.id(),
      type: p.enum(['payment_record_refund', 'refund']),
    }),
    { max: 20 },
  ),
  shipping_cost: p.hash({ shipping_rate: p.id() }),
};

export const createCreditNoteParams = paramsOf<Stripe.CreditNoteCreateParams>()(shape);
export const previewCreditNoteParams = paramsOf<Stripe.CreditNotePreviewParams>()(shape);
export const previewLinesParams = listParamsOf<Stripe.CreditNoteListPreviewLineItemsParams>()(shape);
export const updateCreditNoteParams = paramsOf<Stripe.CreditNoteUpdateParams>()({
  memo: p.string().emptyable(),
  metadata: p.metadata(),
});
export const listCreditNotesParams = listParamsOf<Stripe.CreditNoteListParams>()({
  created: p.range(),
  customer: p.id(),
  customer_account: p.id(),
  invoice: p.id(),
});
export const listCreditNoteLinesParams = listParamsOf<Stripe.CreditNoteListLineItemsParams>()({});
