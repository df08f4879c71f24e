import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { attemptFigures, type AttemptRow } from './overview.attempts.js';
import { currencyFigures, type Overview, type PayoutRow, type SalesRow } from './overview.js';
import type { OverviewPeriod } from './overview.period.js';
import { ATTEMPTS, DISPUTES, LAG, NOW, PAYOUTS, POINTS, REFUNDS, SALES } from './overview.sql.js';

const MOST_LAGS = 50_000;

interface NowRow {
  readonly pending_events: string;
  readonly oldest_pending_seconds: string;
  readonly dead_events: string;
  readonly dead_domain_events: string;
  readonly stuck_operations: string;
  readonly open_differences: string;
}

/** How the market is doing: read in one snapshot, so that the figures belong together. */
@Injectable()
export class OverviewQueries {
  constructor(private readonly dataSource: DataSource) {}

  over(period: OverviewPeriod): Promise<Overview> {
    return this.dataSource.transaction('REPEATABLE READ', (manager) => read(manager, period));
  }
}

async function read(manager: EntityManager, period: OverviewPeriod): Promise<Overview> {
  await manager.query('SET TRANSACTION READ ONLY');
  const { from, to, interval, timeZone, previousFrom } = period;
  const bounds = [previousFrom, from, to];
  const points = await manager.query<{ at: Date }[]>(POINTS, [from, to, interval, timeZone]);
  const sales = await manager.query<SalesRow[]>(SALES, [...bounds, interval, timeZone]);
  const refunds = await manager.query<SalesRow[]>(REFUNDS, [...bounds, interval, timeZone]);
  const payouts = await manager.query<PayoutRow[]>(PAYOUTS, bounds);
  const attempts = await manager.query<AttemptRow[]>(ATTEMPTS, bounds);
  const disputes = await manager.query<{ current: boolean; count: string }[]>(DISPUTES, bounds);
  const [lag] = await manager.query<{ percentiles: number[] | null }[]>(LAG, [from, to, MOST_LAGS]);
  const [now] = await manager.query<NowRow[]>(NOW);
  const disputed = (wanted: boolean) => Number(disputes.find(({ current }) => current === wanted)?.count ?? 0);
  return {
    period,
    currencies: currencyFigures(
      points.map(({ at }) => at),
      sales,
      refunds,
      payouts,
    ),
    attempts: attemptFigures(attempts),
    disputes: { current: disputed(true), previous: disputed(false) },
    webhooks: {
      pending: Number(now?.pending_events ?? 0),
      oldestPendingSeconds: Math.max(0, Math.round(Number(now?.oldest_pending_seconds ?? 0))),
      dead: Number(now?.dead_events ?? 0),
      medianLagMs: lagMs(lag?.percentiles?.[0]),
      p95LagMs: lagMs(lag?.percentiles?.[1]),
    },
    stuckOperations: Number(now?.stuck_operations ?? 0),
    deadDomainEvents: Number(now?.dead_domain_events ?? 0),
    openDifferences: Number(now?.open_differences ?? 0),
  };
}

function lagMs(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.max(0, Math.round(value));
}
