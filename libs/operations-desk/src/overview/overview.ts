import { basisPoints } from './basis-points.js';
import type { Attempts } from './overview.attempts.js';
import type { OverviewPeriod } from './overview.period.js';

export interface SalesRow {
  readonly currency: string;
  /** Where its point of the series begins; null for the previous period. */
  readonly bucket: Date | null;
  readonly count: string;
  readonly amount_minor: string;
  /** Of sales. */
  readonly commission_minor?: string;
}

export interface PayoutRow {
  readonly currency: string;
  readonly current: boolean;
  readonly fate: 'paid' | 'in_transit' | 'failed';
  readonly count: string;
  readonly amount_minor: string;
}

export interface Sales {
  orders: number;
  volumeMinor: bigint;
  commissionMinor: bigint;
  refunds: number;
  refundedMinor: bigint;
}

export interface Tally {
  count: number;
  amountMinor: bigint;
}

export interface PeriodFigures extends Sales {
  readonly takeRateBasisPoints: number | null;
  readonly refundShareBasisPoints: number | null;
  readonly payoutsPaid: Tally;
  readonly payoutsInTransit: Tally;
  readonly payoutsFailed: Tally;
}

export interface CurrencyFigures {
  readonly currency: string;
  readonly current: PeriodFigures;
  readonly previous: PeriodFigures;
  readonly series: readonly (Sales & { readonly at: Date })[];
}

export interface Overview {
  readonly period: OverviewPeriod;
  readonly currencies: readonly CurrencyFigures[];
  readonly attempts: Attempts;
  readonly disputes: { readonly current: number; readonly previous: number };
  readonly webhooks: {
    readonly pending: number;
    readonly oldestPendingSeconds: number;
    readonly dead: number;
    readonly medianLagMs: number | null;
    readonly p95LagMs: number | null;
  };
  readonly stuckOperations: number;
  readonly deadDomainEvents: number;
  readonly openDifferences: number;
}

/** A currency is shown when anything happened in it, in the period or the one before. The totals are the sums of the series. */
export function currencyFigures(
  points: readonly Date[],
  sales: readonly SalesRow[],
  refunds: readonly SalesRow[],
  payouts: readonly PayoutRow[],
): CurrencyFigures[] {
  const currencies = new Set([...sales, ...refunds, ...payouts].map(({ currency }) => currency));
  return [...currencies].sort().map((currency) => {
    const mine = <Row extends { currency: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.currency === currency);
    const at = (time: number | null) => salesOf(mine(sales), mine(refunds), time);
    const series = points.map((point) => ({ at: point, ...at(point.getTime()) }));
    const paidOut = mine(payouts);
    return {
      currency,
      current: figures(
        series.reduce(plus, nothing()),
        paidOut.filter(({ current }) => current),
      ),
      previous: figures(
        at(null),
        paidOut.filter(({ current }) => !current),
      ),
      series,
    };
  });
}

function nothing(): Sales {
  return { orders: 0, volumeMinor: 0n, commissionMinor: 0n, refunds: 0, refundedMinor: 0n };
}

function plus(left: Sales, right: Sales): Sales {
  return {
    orders: left.orders + right.orders,
    volumeMinor: left.volumeMinor + right.volumeMinor,
    commissionMinor: left.commissionMinor + right.commissionMinor,
    refunds: left.refunds + right.refunds,
    refundedMinor: left.refundedMinor + right.refundedMinor,
  };
}

function salesOf(sales: readonly SalesRow[], refunds: readonly SalesRow[], time: number | null): Sales {
  const isHere = ({ bucket }: SalesRow): boolean => (bucket?.getTime() ?? null) === time;
  const sold = sales.find(isHere);
  const refunded = refunds.find(isHere);
  return {
    orders: Number(sold?.count ?? 0),
    volumeMinor: BigInt(sold?.amount_minor ?? 0),
    commissionMinor: BigInt(sold?.commission_minor ?? 0),
    refunds: Number(refunded?.count ?? 0),
    refundedMinor: BigInt(refunded?.amount_minor ?? 0),
  };
}

function figures(sales: Sales, payouts: readonly PayoutRow[]): PeriodFigures {
  const tally = (wanted: PayoutRow['fate']): Tally => {
    const found = payouts.find(({ fate }) => fate === wanted);
    return { count: Number(found?.count ?? 0), amountMinor: BigInt(found?.amount_minor ?? 0) };
  };
  return {
    ...sales,
    takeRateBasisPoints: basisPoints(sales.commissionMinor, sales.volumeMinor),
    refundShareBasisPoints: basisPoints(sales.refundedMinor, sales.volumeMinor),
    payoutsPaid: tally('paid'),
    payoutsInTransit: tally('in_transit'),
    payoutsFailed: tally('failed'),
  };
}
