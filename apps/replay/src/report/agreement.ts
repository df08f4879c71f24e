import type { Totals } from '../plan/expected-totals.js';

/** One figure as three independent sources have it, in pence. */
export interface Comparison {
  readonly name: string;
  readonly csv: bigint;
  readonly ledger: bigint;
  readonly stripe: bigint;
  readonly agrees: boolean;
}

/** Lays the three sources side by side. They agree to the penny or they do not. */
export function compare(csv: Totals, ledger: Totals, stripe: Totals): Comparison[] {
  const row = (name: string, of: (totals: Totals) => bigint): Comparison => {
    const [left, middle, right] = [of(csv), of(ledger), of(stripe)];
    return { name, csv: left, ledger: middle, stripe: right, agrees: left === middle && middle === right };
  };
  return [
    row('charged', (totals) => totals.charged),
    row('refunded', (totals) => totals.refunded),
    row('Stripe’s fees', (totals) => totals.stripeFees),
    row('commission kept', (totals) => totals.commission),
    row('platform’s balance', (totals) => totals.platform),
    ...csv.sellers.map((_, index) => row(`balance of seller ${index + 1}`, (totals) => totals.sellers[index] ?? 0n)),
  ];
}
