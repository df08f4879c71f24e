import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { priceBasket, type Basket, type Totals } from '../checkout/checkout-amounts.js';
import type { CheckoutLine } from '../checkout/checkout-lines.js';
import { partyOf } from '../customers/taxed-party.js';
import { customers } from '../customers/customer.resource.js';
import { inlinePrice } from '../prices/price.create.js';
import { requirePrice } from '../prices/price.resource.js';
import { taxRates } from '../tax-rates/tax-rate.resource.js';
import type { QuoteLine } from './quote.params.js';
import { quotes, type Quote } from './quote.resource.js';

/** The lines of a quote as they were asked for. */
export function quoteLines(ctx: Context, asked: readonly QuoteLine[]): CheckoutLine[] {
  return asked.map((line, index) => {
    const path = `line_items[${index}]`;
    if (line.price === undefined && line.price_data === undefined) throw missingParam(`${path}[price]`);
    const price =
      line.price_data === undefined
        ? requirePrice(ctx, line.price ?? '', `${path}[price]`)
        : inlinePrice(ctx, line.price_data, `${path}[price_data]`);
    if (!price.active && line.price_data === undefined)
      throw invalidRequest('The price specified is inactive. This field only accepts active prices.', {
        param: `${path}[price]`,
      });
    const rates = line.tax_rates ?? [];
    for (const [at, rate] of rates.entries()) ctx.require(taxRates, rate, `${path}[tax_rates][${at}]`);
    return {
      id: ctx.id('li'),
      price,
      quantity: line.quantity ?? 1,
      adjustable: null,
      taxRates: rates,
      metadata: {},
      customAmount: null,
    };
  });
}

type Amounts = Pick<Quote, 'amount_subtotal' | 'amount_total' | 'computed' | 'currency' | 'total_details'>;

/** What a quote costs: at acceptance, and then again and again. Stores its lines. */
export function computeQuote(ctx: Context, quote: Quote, lines: readonly CheckoutLine[]): Amounts {
  const currency = lines[0]?.price.currency ?? null;
  const customer = quote.customer === null ? undefined : ctx.find(customers, quote.customer as string);
  const defaults = (quote.default_tax_rates ?? []) as string[];
  const basket: Basket = {
    parent: quote.id,
    lines: lines.map((line) => (line.taxRates.length > 0 ? line : { ...line, taxRates: defaults })),
    currency: currency ?? 'usd',
    discounts: ctx.hidden(quotes, quote.id).discounts,
    customer: customer?.id ?? null,
    taxExempt: customer?.tax_exempt ?? null,
    taxedParty: quote.automatic_tax.enabled ? partyOf(ctx, customer) : null,
    shippingRate: null,
    isTrial: (quote.subscription_data.trial_period_days ?? 0) > 0,
  };
  const recurring = basket.lines.filter(({ price }) => price.recurring !== null);
  const interval = recurring[0]?.price.recurring;
  const again =
    interval == null ? null : ctx.speculate(() => priceBasket(ctx, { ...basket, lines: recurring, isTrial: false }));
  const upfront = priceBasket(ctx, basket);
  return {
    amount_subtotal: upfront.subtotal,
    amount_total: upfront.total,
    computed: {
      recurring:
        again === null || interval == null
          ? null
          : {
              amount_subtotal: again.subtotal,
              amount_total: again.total,
              interval: interval.interval,
              interval_count: interval.interval_count,
              total_details: detailsOf(again),
            },
      upfront: {
        amount_subtotal: upfront.subtotal,
        amount_total: upfront.total,
        total_details: detailsOf(upfront),
      },
    },
    currency,
    total_details: detailsOf(upfront),
  };
}

function detailsOf({ discount, tax }: Totals): Stripe.Quote.TotalDetails {
  return { amount_discount: discount, amount_shipping: 0, amount_tax: tax };
}
