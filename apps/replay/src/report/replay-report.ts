import { microsOf, pounds, type Micros } from '../csv/exact-amount.js';
import type { RowAccount, SellerFigures } from '../plan/expected-totals.js';
import { type Reason, REASONS } from '../plan/reasons.js';
import type { Kill } from '../run/chaos.js';
import type { Comparison } from './agreement.js';

export interface NotAppliedLine {
  readonly reason: Reason;
  readonly rows: number;
  readonly invoices: number;
  readonly value: Micros;
}

export interface ReplayReport {
  readonly file: string;
  readonly orders: {
    readonly planned: number;
    readonly guests: number;
    readonly lines: number;
    readonly products: number;
  };
  /** What this run did; the rest was done by earlier ones. */
  readonly thisRun: {
    readonly orders: number;
    readonly refunds: number;
    readonly orderSeconds: number;
    readonly settleSeconds: number;
    readonly ordersPerSecond: number | null;
    readonly kills: readonly Kill[];
  };
  readonly refunds: number;
  readonly rows: RowAccount;
  readonly notApplied: readonly NotAppliedLine[];
  readonly sellers: readonly SellerFigures[];
  readonly totals: readonly Comparison[];
  /** Everything that is not as it must be; empty when the replay went well. */
  readonly problems: readonly string[];
}

/** As JSON: amounts in pence as numbers, values of rows in pounds as text. */
export function reportJson(report: ReplayReport): string {
  const plain = {
    ...report,
    rows: { ...report.rows, unexplained: pounds(report.rows.unexplained) },
    notApplied: report.notApplied.map((line) => ({ ...line, what: REASONS[line.reason], value: pounds(line.value) })),
  };
  return `${JSON.stringify(plain, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value), 2)}\n`;
}

/** For people. */
export function reportText(report: ReplayReport): string {
  const { orders, thisRun, rows } = report;
  const speed = thisRun.ordersPerSecond === null ? '' : `, ${thisRun.ordersPerSecond.toFixed(1)} orders/s`;
  return [
    '',
    `${report.file}: ${rows.rows} rows`,
    `  ${rows.inOrders} in ${orders.planned} orders (${orders.guests} of guests) of ${orders.products} products`,
    `  ${rows.inRefunds} in ${report.refunds} refunds of whole orders`,
    `  ${rows.notApplied} not applied`,
    `this run: ${thisRun.orders} orders in ${thisRun.orderSeconds.toFixed(1)} s${speed}, ${thisRun.refunds} refunds, ` +
      `settled in ${thisRun.settleSeconds.toFixed(1)} s${thisRun.kills.length === 0 ? '' : `, ${thisRun.kills.length} SIGKILLs`}`,
    '',
    ...table(
      ['not applied', 'rows', 'invoices', 'value'],
      report.notApplied.map(({ reason, rows: count, invoices, value }) => [
        REASONS[reason],
        String(count),
        String(invoices),
        pounds(value),
      ]),
    ),
    '',
    ...table(
      ['seller', 'orders', 'lines', 'charged', 'commission', 'transferred', 'taken back'],
      report.sellers.map((each) => [
        String(each.seller + 1),
        String(each.orders),
        String(each.lines),
        pence(each.charged),
        pence(each.commission),
        pence(each.transferred),
        pence(each.refunded),
      ]),
    ),
    '',
    ...table(
      ['', 'CSV', 'ledger', 'Stripe', ''],
      report.totals.map(({ name, csv, ledger, stripe, agrees }) => [
        name,
        pence(csv),
        pence(ledger),
        pence(stripe),
        agrees ? 'agree' : 'DIFFER',
      ]),
    ),
    '',
    ...(report.problems.length === 0
      ? ['The three totals agree to the penny.']
      : ['NOT AS IT MUST BE:', ...report.problems.map((problem) => `  - ${problem}`)]),
    '',
  ].join('\n');
}

function pence(amount: bigint): string {
  return pounds(microsOf(amount));
}

/** The first column to the left, the others to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
