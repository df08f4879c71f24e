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

export interface AttemptRow {
  readonly current: boolean;
  readonly method_type: string;
  readonly outcome: 'pending' | 'succeeded' | 'failed';
  readonly reason: string | null;
  readonly count: string;
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

export interface AttemptFigures {
  readonly succeeded: number;
  readonly failed: number;
  readonly pending: number;
  readonly successRateBasisPoints: number | null;
}

export interface Attempts {
  readonly current: AttemptFigures;
  readonly previous: AttemptFigures;
  readonly byMethod: readonly (AttemptFigures & { readonly methodType: string })[];
  readonly byReason: readonly { readonly reason: string; readonly failed: number }[];
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

export function attemptFigures(rows: readonly AttemptRow[]): Attempts {
  const now = rows.filter(({ current }) => current);
  const methods = [...new Set(now.map(({ method_type }) => method_type))].sort();
  const reasons = new Map<string, number>();
  for (const { reason, count } of now)
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + Number(count));
  return {
    current: outcomes(now),
    previous: outcomes(rows.filter(({ current }) => !current)),
    byMethod: methods.map((methodType) => ({
      methodType,
      ...outcomes(now.filter(({ method_type }) => method_type === methodType)),
    })),
    byReason: [...reasons].map(([reason, failed]) => ({ reason, failed })).sort((a, b) => b.failed - a.failed),
  };
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

/** Of those that are decided. */
function outcomes(rows: readonly AttemptRow[]): AttemptFigures {
  const counted = (wanted: AttemptRow['outcome']) =>
    rows.filter(({ outcome }) => outcome === wanted).reduce((sum, { count }) => sum + Number(count), 0);
  const [succeeded, failed] = [counted('succeeded'), counted('failed')];
  const successRateBasisPoints = basisPoints(BigInt(succeeded), BigInt(succeeded + failed));
  return { succeeded, failed, pending: counted('pending'), successRateBasisPoints };
}

/** @returns null when there is no whole to have a part of */
function basisPoints(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number((part * 10_000n + whole / 2n) / whole);
}
