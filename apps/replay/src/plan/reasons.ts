/** Why a row of the file does not become part of a paid order or of its refund. */
export const REASONS = {
  invoice_is_no_order: 'the invoice number is neither digits nor C and digits',
  stock_code_missing: 'there is no stock code',
  quantity_not_a_number: 'the quantity is not a whole number',
  quantity_not_positive: 'the quantity is zero or negative and the invoice is no cancellation',
  quantity_too_large: 'more than 1,000,000 of one product in one line',
  price_not_a_number: 'the unit price is not an amount',
  price_zero: 'the unit price is zero',
  price_negative: 'the unit price is negative',
  price_not_whole_pence: 'the unit price has a fraction of a penny',
  price_too_large: 'the unit price is above what one product may cost',
  customers_differ: 'the rows of the invoice name different customers',
  order_below_minimum: 'the order is below the smallest charge, £0.30',
  order_above_maximum: 'the order is above the largest charge, £999,999.99',
  order_has_too_many_lines: 'the order has more than 2,000 lines',
  cancels_goods_of_a_guest: 'cancels goods, but names no customer',
  cancels_part_of_an_order: 'cancels a part of an earlier order, or of several (partial refunds come later)',
  cancels_no_known_order: 'cancels goods of no earlier order in this file',
  beyond_the_limit: 'beyond the number of orders that was asked for (--orders)',
} as const;

export type Reason = keyof typeof REASONS;
