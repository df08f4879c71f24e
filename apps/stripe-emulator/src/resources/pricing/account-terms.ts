import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { COUNTRY_TERMS, METHOD_PRICES, type CountryTerms } from './country-terms.js';
import { convert, exchangeRate } from './exchange.js';

const DAY = 86_400;

/** `{"countries": {...}, "payments": {...}}` of `--config`. */
interface PricingConfig {
  readonly countries?: Readonly<Record<string, Partial<CountryTerms>>>;
  readonly payments?: { readonly settlement?: 'presentment' | 'default_currency' };
}

/** The account's row, whichever family stores it; connected accounts belong to the platform. */
export function accountOf(ctx: Context, id: string): Stripe.Account | undefined {
  const row = ctx.store.find('account', ctx.platform.id, id);
  return row === undefined || row.isDeleted ? undefined : (row.object as unknown as Stripe.Account);
}

export function countryOf(ctx: Context, account: string): string {
  return accountOf(ctx, account)?.country ?? ctx.platform.country;
}

export function defaultCurrencyOf(ctx: Context, account: string): string {
  const stored = accountOf(ctx, account)?.default_currency;
  if (stored != null && stored !== '') return stored;
  if (account === ctx.platform.id) return ctx.platform.defaultCurrency;
  return termsOf(ctx, account).currency;
}

/** The terms of an account's country, with the config's overrides. */
export function termsOf(ctx: Context, account: string): CountryTerms {
  const country = countryOf(ctx, account);
  const base = COUNTRY_TERMS[country] ?? COUNTRY_TERMS['US'];
  const overrides = (ctx.config as PricingConfig).countries?.[country];
  return { ...(base as CountryTerms), ...overrides };
}

/**
 * Stripe's own fee for a payment, in minor units of `currency`.
 * @param merchant the settlement merchant, whose country's price applies
 */
export function processingFee(
  ctx: Context,
  merchant: string,
  method: string,
  amount: number,
  currency: string,
): number {
  const price = METHOD_PRICES[method];
  if (price !== undefined) {
    const fee = percentage(amount, price.bps) + convert(price.fixed, price.currency, currency);
    return price.cap === undefined ? fee : Math.min(fee, convert(price.cap, price.currency, currency));
  }
  const terms = termsOf(ctx, merchant);
  return percentage(amount, terms.cardBps) + convert(terms.cardFixed, terms.currency, currency);
}

/** Rounds half up, as Stripe's invoices do. */
function percentage(amount: number, bps: number): number {
  return Math.floor((amount * bps + 5_000) / 10_000);
}

/** When the funds of a payment made now become available: midnight UTC, so many days later. */
export function availableOn(ctx: Context, merchant: string): number {
  return startOfDay(ctx.now) + termsOf(ctx, merchant).settlementDays * DAY;
}

export function startOfDay(time: number): number {
  return time - (time % DAY);
}

export interface Settlement {
  readonly amount: number;
  readonly currency: string;
  /** Null when nothing was converted. */
  readonly rate: number | null;
}

/**
 * What an amount becomes on an account's balance. By default accounts hold every currency they are paid in, as one
 * does at Stripe with a bank account per currency; `payments.settlement: "default_currency"` converts instead.
 */
export function settle(ctx: Context, merchant: string, amount: number, currency: string): Settlement {
  const home = defaultCurrencyOf(ctx, merchant);
  const converts = (ctx.config as PricingConfig).payments?.settlement === 'default_currency';
  if (!converts || currency === home) return { amount, currency, rate: null };
  return { amount: convert(amount, currency, home), currency: home, rate: exchangeRate(currency, home) };
}
