import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { automaticTax, type AutomaticTax, type TaxedParty } from '../automatic-tax/automatic-tax.js';
import { discountAmounts, type DiscountShare } from '../discounts/discount-amount.js';
import { prices } from '../prices/price.resource.js';
import { taxAmounts } from '../tax-rates/tax-amount.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import type { LineHidden } from './invoice-line.resource.js';

type Line = Stripe.InvoiceLineItem;
type Tax = Stripe.InvoiceLineItem.Tax;

export interface LineState {
  readonly line: Line;
  readonly hidden: LineHidden;
}

/** What decides the amounts of an invoice. */
export interface TotalsInput {
  readonly lines: readonly LineState[];
  readonly discounts: readonly string[];
  readonly defaultTaxRates: readonly string[];
  readonly exempt: Stripe.Customer.TaxExempt | null;
  readonly shipping: Stripe.Invoice.ShippingCost | null;
  /** Whose place decides the taxes of lines without rates of their own; null where the rates are given. */
  readonly taxedParty: TaxedParty | null;
}

export type Totals = Pick<
  Stripe.Invoice,
  | 'amount_shipping'
  | 'subtotal'
  | 'subtotal_excluding_tax'
  | 'total'
  | 'total_discount_amounts'
  | 'total_excluding_tax'
  | 'total_pretax_credit_amounts'
  | 'total_taxes'
>;

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Discounts, taxes and sums of an invoice: every sum is that of its parts, to the unit. */
export function totalsOf(ctx: Context, input: TotalsInput): { lines: Line[]; totals: Totals } {
  const shares = discountAmounts(
    ctx,
    input.lines.map(({ line }) => ({
      amount: line.amount,
      currency: line.currency,
      product: line.pricing?.price_details?.product ?? null,
      discountable: line.discountable,
      discounts: line.discounts as string[],
    })),
    input.discounts,
  );
  const billed = input.lines.map((state, index) => billLine(ctx, state, shares[index] ?? [], input));
  const lines = billed.map(({ line }) => line);
  const shipping = input.shipping?.amount_total ?? 0;
  const taxes = mergedTaxes([...lines.flatMap((line) => line.taxes ?? []), ...shippingTaxes(input.shipping)]);
  const subtotal = sum(billed.map(({ afterOwn }) => afterOwn));
  const net = sum(billed.map(({ afterAll }) => afterAll));
  const total = net + sum(billed.map(({ exclusive }) => exclusive)) + shipping;
  const discountTotals = mergedDiscounts(shares.flat());
  return {
    lines,
    totals: {
      amount_shipping: input.shipping?.amount_subtotal ?? 0,
      subtotal,
      subtotal_excluding_tax: subtotal - sum(billed.map(({ inclusiveBefore }) => inclusiveBefore)),
      total,
      total_discount_amounts: discountTotals,
      total_excluding_tax: total - sum(taxes.map(({ amount }) => amount)),
      total_pretax_credit_amounts: [
        ...discountTotals.map((share) => ({ ...share, type: 'discount' })),
        ...lines.flatMap((line) =>
          (line.pretax_credit_amounts ?? []).filter(({ type }) => type === 'credit_balance_transaction'),
        ),
      ],
      total_taxes: taxes,
    },
  };
}

interface BilledLine {
  readonly line: Line;
  readonly afterOwn: number;
  readonly afterAll: number;
  readonly exclusive: number;
  /** Inclusive taxes before the invoice's discounts. */
  readonly inclusiveBefore: number;
}

function billLine(
  ctx: Context,
  { line, hidden }: LineState,
  shares: readonly DiscountShare[],
  { defaultTaxRates, exempt, taxedParty }: TotalsInput,
): BilledLine {
  const own = shares.filter(({ discount }) => (line.discounts as string[]).includes(discount));
  const afterOwn = line.amount - sum(own.map(({ amount }) => amount));
  const credits = (hidden.credits ?? []).map(({ amount, transaction }) => ({
    amount,
    credit_balance_transaction: transaction,
    type: 'credit_balance_transaction',
  }));
  const afterAll = line.amount - sum(shares.map(({ amount }) => amount)) - sum(credits.map(({ amount }) => amount));
  const automatic = taxedParty === null || hidden.taxRates !== null ? undefined : lineTax(ctx, line, taxedParty);
  const given = (hidden.taxRates ?? defaultTaxRates).flatMap((id) => ctx.find(taxRates, id) ?? []);
  const rates = automatic === undefined ? given : automatic === null ? [] : [automatic.rate];
  const how = automatic == null ? { exempt } : { exempt, reason: automatic.reason };
  const computed = taxAmounts(afterAll, rates, how);
  const taxes = hidden.taxAmounts === null ? computed.taxes.map(taxOf) : statedTaxes(ctx, hidden);
  const exclusive = sum(taxes.filter((tax) => tax.tax_behavior === 'exclusive').map(({ amount }) => amount));
  return {
    line: {
      ...line,
      discount_amounts: [...shares],
      pretax_credit_amounts: [...shares.map((share) => ({ ...share, type: 'discount' })), ...credits],
      subtotal: line.amount,
      taxes,
    },
    afterOwn,
    afterAll,
    exclusive,
    inclusiveBefore: taxAmounts(afterOwn, rates, how).inclusive,
  };
}

/** What automatic tax makes of a line. */
function lineTax(ctx: Context, { pricing }: Line, party: TaxedParty): AutomaticTax | null {
  const { price, product = null } = pricing?.price_details ?? {};
  const behavior = typeof price === 'string' ? (ctx.find(prices, price)?.tax_behavior ?? null) : null;
  return automaticTax(ctx, party, { product, behavior });
}

function statedTaxes(ctx: Context, { taxAmounts: stated }: LineHidden): Tax[] {
  return (stated ?? []).map(({ rate, amount, taxableAmount }) => ({
    amount,
    tax_behavior: ctx.find(taxRates, rate)?.inclusive === true ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: rate },
    taxability_reason: 'not_available',
    taxable_amount: taxableAmount,
    type: 'tax_rate_details',
  }));
}

function taxOf(tax: ReturnType<typeof taxAmounts>['taxes'][number]): Tax {
  return {
    amount: tax.amount,
    tax_behavior: tax.isInclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: tax.rate },
    taxability_reason: tax.reason,
    taxable_amount: tax.taxableAmount,
    type: 'tax_rate_details',
  };
}

function shippingTaxes(shipping: Stripe.Invoice.ShippingCost | null): Tax[] {
  return (shipping?.taxes ?? []).map(({ amount, rate, taxability_reason: reason, taxable_amount: taxable }) => ({
    amount,
    tax_behavior: rate.inclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: rate.id },
    taxability_reason: reason ?? 'not_available',
    taxable_amount: taxable,
    type: 'tax_rate_details',
  }));
}

/** One entry for each rate. */
export function mergedTaxes(taxes: readonly Tax[]): Tax[] {
  const merged = new Map<string, Tax>();
  for (const tax of taxes) {
    const key = `${tax.tax_rate_details?.tax_rate ?? ''}|${tax.tax_behavior}|${tax.taxability_reason}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? tax
        : {
            ...known,
            amount: known.amount + tax.amount,
            taxable_amount: (known.taxable_amount ?? 0) + (tax.taxable_amount ?? 0),
          },
    );
  }
  return [...merged.values()];
}

/** One entry for each discount. */
export function mergedDiscounts(shares: readonly DiscountShare[]): DiscountShare[] {
  const merged = new Map<string, number>();
  for (const { discount, amount } of shares) merged.set(discount, (merged.get(discount) ?? 0) + amount);
  return [...merged].map(([discount, amount]) => ({ discount, amount }));
}
