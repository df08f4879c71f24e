import type { Micros } from '../csv/exact-amount.js';
import type { Row } from '../csv/read-rows.js';
import { type Cancellation, matchCancellations } from './match-cancellations.js';
import { type PlannedLine, readLine, valueOf } from './order-line.js';
import type { Reason } from './reasons.js';

export interface PlannedProduct {
  readonly key: string;
  readonly stockCode: string;
  readonly title: string;
  readonly seller: number;
  readonly priceMinor: number;
}

export interface PlannedOrder {
  readonly invoice: string;
  /** Null: a guest. */
  readonly customer: string | null;
  readonly lines: readonly PlannedLine[];
  readonly amountMinor: bigint;
}

export interface PlannedRefund {
  readonly invoice: string;
  readonly order: PlannedOrder;
  readonly rows: readonly Row[];
}

export interface NotApplied {
  readonly reason: Reason;
  readonly rows: readonly Row[];
  readonly value: Micros;
}

/** What a file comes to: every row of it is in exactly one order, one refund or one reason. */
export interface ReplayPlan {
  readonly products: readonly PlannedProduct[];
  readonly orders: readonly PlannedOrder[];
  readonly refunds: readonly PlannedRefund[];
  readonly notApplied: readonly NotApplied[];
  readonly rows: number;
  readonly value: Micros;
}

const MINIMUM_MINOR = 30n;
const MAXIMUM_MINOR = 99_999_999n;
const MOST_LINES = 2_000;
const LONGEST_TITLE = 200;

/** @param limit the first so many orders of the file; what comes after is a reason of its own */
export function planReplay(rows: readonly Row[], limit = Number.POSITIVE_INFINITY): ReplayPlan {
  const reasons = new Map<Reason, Row[]>();
  const reject = (reason: Reason, ...rejected: readonly Row[]): void => {
    reasons.set(reason, [...(reasons.get(reason) ?? []), ...rejected]);
  };
  const cancellations: Cancellation[] = [];
  const all: PlannedOrder[] = [];
  for (const [invoice, own] of byInvoice(rows)) {
    if (/^C\d+$/.test(invoice)) cancellations.push({ invoice, rows: own });
    else if (/^\d+$/.test(invoice)) all.push(...orderOf(invoice, own, reject));
    else reject('invoice_is_no_order', ...own);
  }
  const orders = all.slice(0, limit);
  const isWanted = new Set(orders);
  const refunds: PlannedRefund[] = [];
  // Matched over the whole file, so that a larger limit later changes no match that was made before.
  for (const [{ invoice, rows: own }, match] of matchCancellations(cancellations, all)) {
    if ('reason' in match) reject(match.reason, ...own);
    else if (isWanted.has(match.order)) refunds.push({ invoice, order: match.order, rows: own });
    else reject('beyond_the_limit', ...own);
  }
  for (const { lines } of all.slice(orders.length)) reject('beyond_the_limit', ...lines.map(({ row }) => row));
  const notApplied = [...reasons].map(([reason, own]) => ({ reason, rows: own, value: sum(own) }));
  return { products: productsOf(orders), orders, refunds, notApplied, rows: rows.length, value: sum(rows) };
}

function byInvoice(rows: readonly Row[]): Map<string, Row[]> {
  const invoices = new Map<string, Row[]>();
  for (const row of rows) {
    const own = invoices.get(row.invoice);
    if (own === undefined) invoices.set(row.invoice, [row]);
    else own.push(row);
  }
  return invoices;
}

/** Leaves out the rows that cannot be ordered; the order is the rest, if that can be ordered as a whole. */
function orderOf(
  invoice: string,
  rows: readonly Row[],
  reject: (reason: Reason, ...rows: readonly Row[]) => void,
): PlannedOrder[] {
  const lines: PlannedLine[] = [];
  for (const row of rows) {
    const read = readLine(row);
    if ('line' in read) lines.push(read.line);
    else reject(read.reason, row);
  }
  if (lines.length === 0) return [];
  const amountMinor = lines.reduce((total, line) => total + line.amountMinor, 0n);
  const customers = new Set(lines.map(({ row }) => row.customer));
  const reason = problemOf(lines.length, customers.size, amountMinor);
  if (reason !== null) {
    reject(reason, ...lines.map(({ row }) => row));
    return [];
  }
  const [customer = ''] = customers;
  return [{ invoice, customer: customer === '' ? null : customer, lines, amountMinor }];
}

function problemOf(lines: number, customers: number, amountMinor: bigint): Reason | null {
  if (customers > 1) return 'customers_differ';
  if (lines > MOST_LINES) return 'order_has_too_many_lines';
  if (amountMinor < MINIMUM_MINOR) return 'order_below_minimum';
  return amountMinor > MAXIMUM_MINOR ? 'order_above_maximum' : null;
}

/** Named by the first description that the stock code has in the file, or by the code itself. */
function productsOf(orders: readonly PlannedOrder[]): PlannedProduct[] {
  const lines = orders.flatMap((order) => order.lines);
  const titles = new Map<string, string>();
  for (const { row } of lines) {
    if (row.description !== '' && !titles.has(row.stockCode)) titles.set(row.stockCode, row.description);
  }
  const products = new Map<string, PlannedProduct>();
  for (const { productKey: key, row, seller, priceMinor } of lines) {
    const { stockCode } = row;
    const title = (titles.get(stockCode) ?? stockCode).slice(0, LONGEST_TITLE);
    products.set(key, { key, stockCode, title, seller, priceMinor: Number(priceMinor) });
  }
  return [...products.values()];
}

function sum(rows: readonly Row[]): Micros {
  return rows.reduce((total, row) => total + valueOf(row), 0n);
}
