import type Stripe from 'stripe';
import { balanceTransactions, type SourceType } from '../../core/book.js';
import type { Context } from '../../core/context.js';
import { action, defineResource, type ApiObject } from '../../core/resource.js';
import { minimumBalance } from '../balance/balance-settings.js';
import { accountOf, startOfDay } from '../pricing/account-terms.js';
import { defaultTarget, minimumPayout } from './payout-limits.js';
import { sendPayout } from './payout-money.js';

const DAY = 86_400;
/** No payment takes longer than this to become available. */
const LONGEST_SETTLEMENT = 60 * DAY;

type Schedule = NonNullable<NonNullable<NonNullable<Stripe.Account['settings']>['payouts']>['schedule']>;

/** A planned run of an account's payout schedule: one per moment, however much money waits for it. */
export const payoutRuns = defineResource<ApiObject & { object: 'emulator.payout_run' }>({
  object: 'emulator.payout_run',
  idPrefix: 'run',
  hasClientIds: true,
});

export const runPayouts = action<{ run: string }>('payout.schedule', (ctx, { run }) => {
  if (ctx.find(payoutRuns, run) !== undefined) ctx.delete(payoutRuns, run);
  if (scheduleOf(ctx) === null || accountOf(ctx, ctx.account)?.payouts_enabled === false) return;
  for (const currency of ctx.book.currencies(ctx.account)) payOut(ctx, currency);
});

/**
 * Plans the next automatic payout of the context's account, if its schedule wants one. The platform itself is paid
 * out on request only, unless the config says `{"payouts": {"automaticPlatform": true}}`: its tests count on its balance.
 */
export function planAutomaticPayout(ctx: Context, availableOn: number): void {
  const schedule = scheduleOf(ctx);
  if (schedule === null) return;
  const at = nextRun(schedule, Math.max(availableOn, startOfDay(ctx.now) + DAY));
  const run = String(at);
  if (ctx.find(payoutRuns, run) !== undefined) return;
  ctx.insert(payoutRuns, { id: run, object: 'emulator.payout_run' });
  ctx.schedule(runPayouts, at, { run });
}

/** Null for accounts that are paid out on request. */
function scheduleOf(ctx: Context): Schedule | null {
  const config = (ctx.config as { payouts?: { automaticPlatform?: boolean } }).payouts;
  if (!ctx.isConnected && config?.automaticPlatform !== true) return null;
  const schedule = accountOf(ctx, ctx.account)?.settings?.payouts?.schedule;
  return schedule === undefined || schedule.interval === 'manual' ? null : schedule;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The first midnight from `from` on that the schedule names. */
export function nextRun(schedule: Schedule, from: number): number {
  const first = startOfDay(from + DAY - 1);
  for (let day = first; day < first + 40 * DAY; day += DAY) if (isPayoutDay(schedule, new Date(day * 1000))) return day;
  return first;
}

function isPayoutDay(schedule: Schedule, date: Date): boolean {
  if (schedule.interval === 'weekly') {
    const anchors: readonly string[] = schedule.weekly_payout_days ?? [schedule.weekly_anchor ?? 'friday'];
    return anchors.includes(WEEKDAYS[date.getUTCDay()] ?? '');
  }
  if (schedule.interval !== 'monthly') return true;
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const anchors = schedule.monthly_payout_days ?? [schedule.monthly_anchor ?? 1];
  // An anchor beyond the month's end means its last day.
  return anchors.some((anchor) => Math.min(anchor, last) === date.getUTCDate());
}

/** Pays out what is available in one currency beyond the minimum balance, one payout per kind of balance, as Stripe does. */
function payOut(ctx: Context, currency: string): void {
  const target = defaultTarget(ctx, currency);
  if (target === undefined || target.account.status === 'errored') return;
  const { availableBySource } = ctx.book.balance(ctx.account, currency, ctx.now);
  let retained = minimumBalance(ctx, currency);
  for (const [sourceType, available] of Object.entries(availableBySource) as [SourceType, number][]) {
    const amount = available - retained;
    const isWhole = retained === 0;
    retained = Math.max(-amount, 0);
    if (amount < minimumPayout(currency)) continue;
    const contents = isWhole ? unpaid(ctx, currency, sourceType) : [];
    const payout = sendPayout(ctx, {
      amount,
      fee: 0,
      currency,
      target,
      isAutomatic: true,
      isPartial: !isWhole,
      method: 'standard',
      sourceType,
      description: 'STRIPE PAYOUT',
      statementDescriptor: null,
      metadata: {},
      originalPayout: null,
    });
    for (const id of [...contents, payout.balance_transaction as string])
      ctx.book.assignPayout(ctx, ctx.account, id, payout.id);
  }
}

/** Ids of the available transactions that no payout carried yet. */
function unpaid(ctx: Context, currency: string, sourceType: SourceType): string[] {
  const { rows } = ctx.store.page(balanceTransactions, ctx.account, {
    limit: Number.MAX_SAFE_INTEGER,
    created: { gte: ctx.now - LONGEST_SETTLEMENT },
    where: { currency },
  });
  return rows
    .filter(
      ({ object, hidden }) =>
        object.available_on <= ctx.now && hidden.payout === undefined && hidden.sourceType === sourceType,
    )
    .map(({ object }) => object.id);
}
