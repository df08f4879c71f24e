import type { Row } from '../csv/read-rows.js';
import { readLine } from './order-line.js';
import type { PlannedOrder } from './replay-plan.js';

export interface Cancellation {
  readonly invoice: string;
  readonly rows: readonly Row[];
}

export type Match =
  | { readonly order: PlannedOrder }
  | { readonly reason: 'cancels_goods_of_a_guest' | 'cancels_part_of_an_order' | 'cancels_no_known_order' };

/** Quantity per listing. */
type Goods = ReadonlyMap<string, number>;

/**
 * Finds the order that each cancellation takes back as a whole: of the same customer, earlier in the file, not taken
 * back before, with exactly the same quantity of exactly the same stock codes at the same prices. When several fit, the
 * latest one. Cancellations are looked at in the order of the file.
 */
export function matchCancellations(
  cancellations: readonly Cancellation[],
  orders: readonly PlannedOrder[],
): Map<Cancellation, Match> {
  const ofCustomer = new Map<string, { order: PlannedOrder; goods: Goods; taken: boolean }[]>();
  for (const order of orders) {
    if (order.customer === null) continue;
    const known = ofCustomer.get(order.customer) ?? [];
    ofCustomer.set(order.customer, [...known, { order, goods: goodsOf(order), taken: false }]);
  }
  return new Map(cancellations.map((cancellation) => [cancellation, match(cancellation)]));

  function match({ rows }: Cancellation): Match {
    const [first] = rows;
    if (first === undefined || first.customer === '') return { reason: 'cancels_goods_of_a_guest' };
    const earlier = (ofCustomer.get(first.customer) ?? []).filter(({ order }) => firstRowOf(order) < first.number);
    const back = goodsTakenBack(rows);
    const whole = back === null ? undefined : earlier.findLast(({ goods, taken }) => !taken && isSame(goods, back));
    if (whole !== undefined) {
      whole.taken = true;
      return { order: whole.order };
    }
    const codes = new Set(rows.map(({ stockCode }) => stockCode));
    const isPart = earlier.some(({ order }) => order.lines.some(({ row }) => codes.has(row.stockCode)));
    return { reason: isPart ? 'cancels_part_of_an_order' : 'cancels_no_known_order' };
  }
}

function firstRowOf(order: PlannedOrder): number {
  return order.lines[0]?.row.number ?? Number.POSITIVE_INFINITY;
}

function goodsOf({ lines }: PlannedOrder): Goods {
  return count(lines.map(({ productKey, quantity }) => [productKey, quantity] as const));
}

/** @returns null when a row of it cannot be read as goods, or names another customer: then it is nobody's whole order */
function goodsTakenBack(rows: readonly Row[]): Goods | null {
  const lines = rows.map((row) => readLine(row, -1));
  if (new Set(rows.map(({ customer }) => customer)).size > 1) return null;
  const read = lines.flatMap((each) => ('line' in each ? [each.line] : []));
  if (read.length < lines.length) return null;
  return count(read.map(({ productKey, quantity }) => [productKey, quantity] as const));
}

function count(pairs: readonly (readonly [string, number])[]): Goods {
  const goods = new Map<string, number>();
  for (const [key, quantity] of pairs) goods.set(key, (goods.get(key) ?? 0) + quantity);
  return goods;
}

function isSame(left: Goods, right: Goods): boolean {
  return left.size === right.size && [...left].every(([key, quantity]) => right.get(key) === quantity);
}
