import type { Context } from '../../core/context.js';
import { countryOf, termsOf } from './account-terms.js';
import { convert } from './exchange.js';

/** Stripe's published dispute fees, in minor units of the country's currency; fifteen dollars where none is listed. */
const FEES: Readonly<Record<string, number>> = {
  AU: 2500,
  BR: 5500,
  CA: 1500,
  CH: 2000,
  DK: 15000,
  GB: 2000,
  HK: 8500,
  JP: 1300,
  MX: 15000,
  MY: 6000,
  NO: 15000,
  NZ: 2500,
  SE: 15000,
  SG: 1500,
  TH: 50000,
  US: 1500,
};
/** Where countering a dispute costs nothing more. */
const WITHOUT_COUNTER_FEE: readonly string[] = ['JP', 'MX'];

interface DisputeFees {
  /** Taken when a dispute is received; never returned. */
  readonly received: number;
  /** Taken when evidence is submitted; returned on a win. */
  readonly countered: number;
}

/**
 * What a dispute costs an account, in minor units of `currency`. Overridden by
 * `{"countries": {"GB": {"disputeFee": 2000, "disputeCounterFee": 2000}}}` in the config.
 */
export function disputeFees(ctx: Context, account: string, currency: string): DisputeFees {
  const country = countryOf(ctx, account);
  const terms = termsOf(ctx, account);
  const inHome = (amount: number): number => convert(amount, terms.currency, currency);
  const isEuro = terms.currency === 'eur';
  const standard = FEES[country] ?? (isEuro ? 2000 : convert(1500, 'usd', terms.currency));
  const received = terms.disputeFee ?? standard;
  const countered = terms.disputeCounterFee ?? (WITHOUT_COUNTER_FEE.includes(country) ? 0 : received);
  return { received: inHome(received), countered: inHome(countered) };
}
