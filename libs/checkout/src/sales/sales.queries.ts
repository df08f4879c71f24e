import { SellerEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SalesPeriodInvalid } from './sales.errors.js';

export const SALES_INTERVALS = ['day', 'week', 'month'] as const;
export type SalesInterval = (typeof SALES_INTERVALS)[number];

export interface SalesPeriod {
  readonly from: Date;
  readonly to: Date;
  readonly interval: SalesInterval;
  readonly timeZone: string;
}

/** What a seller sold: their own part of paid orders, before refunds. Minor units. */
export interface SalesFigures {
  readonly orders: number;
  readonly amountMinor: bigint;
  readonly commissionMinor: bigint;
  readonly transferMinor: bigint;
}

export interface CurrencySales extends SalesFigures {
  readonly currency: string;
  readonly series: (SalesFigures & { readonly at: Date })[];
}

interface BucketRow {
  readonly currency: string;
  readonly at: Date;
  readonly orders: string;
  readonly amount_minor: string;
  readonly commission_minor: string;
  readonly transfer_minor: string;
}

/** More points than this are no chart any more. */
const MOST_POINTS = 1_000;
const SHORTEST_MS: Readonly<Record<SalesInterval, number>> = {
  day: 23 * 3_600_000,
  week: 167 * 3_600_000,
  month: 28 * 86_400_000,
};

/** $1 seller, $2 from, $3 to, $4 interval, $5 time zone. */
export const SALES = `
  SELECT o.currency, date_trunc($4, o.paid_at, $5) AS at, count(*) AS orders, sum(share.amount_minor) AS amount_minor,
    sum(share.commission_minor) AS commission_minor, sum(share.transfer_minor) AS transfer_minor
  FROM seller_share share JOIN marketplace_order o ON o.id = share.order_id
  WHERE share.seller_id = $1 AND o.paid_at >= $2 AND o.paid_at < $3 GROUP BY 1, 2`;

const POINTS = `
  SELECT point AS at FROM generate_series(date_trunc($3, $1::timestamptz, $4), $2::timestamptz, ('1 ' || $3)::interval, $4)
    AS point WHERE point < $2 ORDER BY 1`;

const NONE: SalesFigures = { orders: 0, amountMinor: 0n, commissionMinor: 0n, transferMinor: 0n };

/** A seller's own sales over time (invariant I7: their shares alone). */
@Injectable()
export class SalesQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws SalesPeriodInvalid. Nothing sold, or no seller yet: zeros. */
  async of(userId: string, period: SalesPeriod): Promise<CurrencySales[]> {
    assertPeriod(period);
    const seller = await this.dataSource.getRepository(SellerEntity).findOneBy({ userId });
    if (seller === null) return [];
    return this.dataSource.transaction('REPEATABLE READ', (manager) => this.read(manager, seller, period));
  }

  private async read(manager: EntityManager, seller: SellerEntity, period: SalesPeriod): Promise<CurrencySales[]> {
    const { from, to, interval, timeZone } = period;
    const rows = await manager.query<BucketRow[]>(SALES, [seller.id, from, to, interval, timeZone]);
    const points = await manager.query<{ at: Date }[]>(POINTS, [from, to, interval, timeZone]);
    const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
    return (currencies.length === 0 ? [seller.currency] : currencies).map((currency) => {
      const own = new Map(rows.filter((row) => row.currency === currency).map((row) => [row.at.getTime(), row]));
      const series = points.map(({ at }) => ({ at, ...figuresOf(own.get(at.getTime())) }));
      return { currency, series, ...series.reduce<SalesFigures>(plus, NONE) };
    });
  }
}

function figuresOf(row: BucketRow | undefined): SalesFigures {
  if (row === undefined) return NONE;
  return {
    orders: Number(row.orders),
    amountMinor: BigInt(row.amount_minor),
    commissionMinor: BigInt(row.commission_minor),
    transferMinor: BigInt(row.transfer_minor),
  };
}

function plus(sum: SalesFigures, each: SalesFigures): SalesFigures {
  return {
    orders: sum.orders + each.orders,
    amountMinor: sum.amountMinor + each.amountMinor,
    commissionMinor: sum.commissionMinor + each.commissionMinor,
    transferMinor: sum.transferMinor + each.transferMinor,
  };
}

function assertPeriod({ from, to, interval, timeZone }: SalesPeriod): void {
  if (from >= to) throw new SalesPeriodInvalid('The period ends before it begins.');
  if ((to.getTime() - from.getTime()) / SHORTEST_MS[interval] > MOST_POINTS)
    throw new SalesPeriodInvalid(`The period has more than ${MOST_POINTS} points: take a longer interval.`);
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new SalesPeriodInvalid(`"${timeZone}" is not a time zone: use an IANA name.`);
  }
}
