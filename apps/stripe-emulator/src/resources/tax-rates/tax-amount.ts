import type Stripe from 'stripe';
import { proportion, scaled } from '../prices/decimal.js';

export interface TaxAmount {
  readonly rate: string;
  readonly amount: number;
  readonly taxableAmount: number;
  readonly isInclusive: boolean;
  readonly reason: Stripe.InvoiceLineItem.Tax['taxability_reason'];
}

export interface TaxResult {
  readonly taxes: readonly TaxAmount[];
  /** Added to the amount. */
  readonly exclusive: number;
  /** Contained in the amount. */
  readonly inclusive: number;
}

const HUNDRED = scaled(100);

/**
 * The taxes on an amount after discounts, each rounded for itself. Inclusive rates are taken out of the amount together;
 * exclusive ones are charged on what remains without them.
 * @param exempt `exempt` and `reverse` customers pay none
 * @param reason why the rates are what they are, where that is not plain from them
 */
export function taxAmounts(
  amount: number,
  rates: readonly Stripe.TaxRate[],
  { exempt, reason }: { readonly exempt: Stripe.Customer.TaxExempt | null; readonly reason?: TaxAmount['reason'] },
): TaxResult {
  const isFree = exempt === 'exempt' || exempt === 'reverse';
  const percent = (rate: Stripe.TaxRate): bigint => scaled(rate.percentage.toFixed(8));
  const allInclusive = rates.filter((rate) => rate.inclusive).reduce((sum, rate) => sum + percent(rate), 0n);
  const included = (rate: Stripe.TaxRate): number => proportion(amount, percent(rate), HUNDRED + allInclusive);
  const inclusive = isFree ? 0 : rates.filter((rate) => rate.inclusive).reduce((sum, rate) => sum + included(rate), 0);
  const net = amount - inclusive;
  const taxes = rates.map((rate) => ({
    rate: rate.id,
    amount: isFree ? 0 : rate.inclusive ? included(rate) : proportion(net, percent(rate), HUNDRED),
    taxableAmount: isFree ? 0 : net,
    isInclusive: rate.inclusive,
    reason: isFree ? reasonOf(exempt, rate) : (reason ?? reasonOf(exempt, rate)),
  }));
  const exclusive = taxes.filter((tax) => !tax.isInclusive).reduce((sum, tax) => sum + tax.amount, 0);
  return { taxes, exclusive, inclusive };
}

function reasonOf(exempt: Stripe.Customer.TaxExempt | null, rate: Stripe.TaxRate): TaxAmount['reason'] {
  if (exempt === 'exempt') return 'customer_exempt';
  if (exempt === 'reverse') return 'reverse_charge';
  return rate.percentage === 0 ? 'zero_rated' : 'standard_rated';
}
