import { currencyRule, isCurrency } from '@guildhall/money';
import { invalidRequest } from '../../core/errors.js';
import { convert } from './exchange.js';

/** Stripe's published minimum charge amounts, in minor units. */
const MINIMUM: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};

/** @throws StripeError `invalid_currency` for one that Stripe does not support */
export function assertCurrency(currency: string, param = 'currency'): void {
  if (isCurrency(currency)) return;
  throw invalidRequest(
    `Invalid currency: ${currency}. Stripe currently supports these currencies: usd, aed, afn, all, amd, ang, aoa, ars, aud, and more; see https://stripe.com/docs/currencies`,
    { code: 'invalid_currency', param },
  );
}

/** @throws StripeError when an amount cannot be charged in its currency */
export function assertChargeable(amount: number, currency: string, param = 'amount'): void {
  assertCurrency(currency);
  const { chargeStepMinor } = currencyRule(currency);
  if (amount % Number(chargeStepMinor) !== 0)
    throw invalidRequest(
      `Invalid ${currency.toUpperCase()} amount: ${amount}. Amounts in this currency must be multiples of ${chargeStepMinor}.`,
      { code: 'parameter_invalid_integer', param },
    );
  const minimum = minimumCharge(currency);
  if (amount >= minimum) return;
  throw invalidRequest(
    `Amount must be at least ${formatAmount(minimum, currency)}. The minimum depends on the currency.`,
    { code: 'amount_too_small', param },
  );
}

export function minimumCharge(currency: string): number {
  const listed = MINIMUM[currency];
  if (listed !== undefined) return listed;
  const step = Number(currencyRule(currency).chargeStepMinor);
  return Math.ceil(convert(50, 'usd', currency) / step) * step;
}

/** The way amounts appear in Stripe's sentences: `$0.50 usd`, `1,000 jpy`. */
export function formatAmount(amount: number, currency: string): string {
  const { minorDigits } = currencyRule(currency);
  const symbol = { usd: '$', eur: '€', gbp: '£', jpy: '¥' }[currency] ?? '';
  const text = (amount / 10 ** minorDigits).toLocaleString('en-US', {
    minimumFractionDigits: minorDigits,
    maximumFractionDigits: minorDigits,
  });
  return symbol === '' ? `${text} ${currency}` : `${symbol}${text} ${currency}`;
}
