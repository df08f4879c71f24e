import { microsOf, type Micros } from '../csv/exact-amount.js';
import type { PlannedLine } from './order-line.js';
import type { PlannedOrder, ReplayPlan } from './replay-plan.js';
import { SELLERS } from './seller-of.js';

/** The platform's default commission rule, as far as amounts depend on it. */
export interface CommissionTerms {
  readonly percentBasisPoints: number;
  readonly fixedMinor: number;
  readonly minimumMinor: number | null;
  readonly maximumMinor: number | null;
}

/** What all sources must agree on, in pence. */
export interface Totals {
  readonly charged: bigint;
  readonly refunded: bigint;
  readonly stripeFees: bigint;
  /** Kept by the platform, less what it gave back. */
  readonly commission: bigint;
  /** What Stripe holds for the platform. */
  readonly platform: bigint;
  /** What Stripe holds for each seller. */
  readonly sellers: readonly bigint[];
}

/** One seller's part of the file. */
export interface SellerFigures {
  readonly seller: number;
  readonly orders: number;
  readonly lines: number;
  readonly charged: bigint;
  readonly commission: bigint;
  readonly transferred: bigint;
  /** Taken back by refunds. */
  readonly refunded: bigint;
}

/** A British card at a British platform: 1.5% + 0.20, rounded half up. Not given back with a refund. */
const FEE_BASIS_POINTS = 150n;
const FEE_FIXED_MINOR = 20n;

export function stripeFeeOf(amountMinor: bigint): bigint {
  return halfUp(amountMinor * FEE_BASIS_POINTS) + FEE_FIXED_MINOR;
}

/** Of one line, never more than the line. */
export function commissionOf(amountMinor: bigint, terms: CommissionTerms): bigint {
  let commission = halfUp(amountMinor * BigInt(terms.percentBasisPoints)) + BigInt(terms.fixedMinor);
  if (terms.minimumMinor !== null && commission < BigInt(terms.minimumMinor)) commission = BigInt(terms.minimumMinor);
  if (terms.maximumMinor !== null && commission > BigInt(terms.maximumMinor)) commission = BigInt(terms.maximumMinor);
  return commission > amountMinor ? amountMinor : commission;
}

/** What the books must come to, from the file and the price lists alone: no API and no database is asked. */
export function expectedTotals(plan: ReplayPlan, terms: CommissionTerms): Totals {
  const figures = sellerFigures(plan, terms);
  const refundedOrders = plan.refunds.map(({ order }) => order);
  const sold = plan.orders.flatMap(({ lines }) => lines);
  const back = refundedOrders.flatMap(({ lines }) => lines);
  const stripeFees = total(plan.orders.map(({ amountMinor }) => stripeFeeOf(amountMinor)));
  const commission = commissionIn(sold, terms) - commissionIn(back, terms);
  return {
    charged: total(plan.orders.map(({ amountMinor }) => amountMinor)),
    refunded: total(refundedOrders.map(({ amountMinor }) => amountMinor)),
    stripeFees,
    commission,
    platform: commission - stripeFees,
    sellers: figures.map(({ transferred, refunded }) => transferred - refunded),
  };
}

export function sellerFigures(plan: ReplayPlan, terms: CommissionTerms): SellerFigures[] {
  return Array.from({ length: SELLERS }, (_, seller) => {
    const own = (orders: readonly PlannedOrder[]): PlannedLine[] =>
      orders.flatMap(({ lines }) => lines.filter((line) => line.seller === seller));
    const sold = own(plan.orders);
    const back = own(plan.refunds.map(({ order }) => order));
    const charged = total(sold.map(({ amountMinor }) => amountMinor));
    const commission = commissionIn(sold, terms);
    return {
      seller,
      orders: plan.orders.filter(({ lines }) => lines.some((line) => line.seller === seller)).length,
      lines: sold.length,
      charged,
      commission,
      transferred: charged - commission,
      refunded: total(back.map(({ amountMinor }) => amountMinor)) - commissionIn(back, terms),
    };
  });
}

/** Whether every row, and every fraction of a penny of them, went somewhere. */
export interface RowAccount {
  readonly rows: number;
  readonly inOrders: number;
  readonly inRefunds: number;
  readonly notApplied: number;
  /** Of all rows, signed, less what went into orders, refunds and reasons. */
  readonly unexplained: Micros;
}

export function accountForRows(plan: ReplayPlan): RowAccount {
  const inOrders = plan.orders.flatMap(({ lines }) => lines);
  const inRefunds = plan.refunds.flatMap(({ rows }) => rows);
  const ordered = microsOf(total(inOrders.map(({ amountMinor }) => amountMinor)));
  const refunded = microsOf(total(plan.refunds.map(({ order }) => order.amountMinor)));
  const other = total(plan.notApplied.map(({ value }) => value));
  return {
    rows: plan.rows,
    inOrders: inOrders.length,
    inRefunds: inRefunds.length,
    notApplied: plan.notApplied.reduce((count, { rows }) => count + rows.length, 0),
    unexplained: plan.value - ordered + refunded - other,
  };
}

function commissionIn(lines: readonly PlannedLine[], terms: CommissionTerms): bigint {
  return total(lines.map(({ amountMinor }) => commissionOf(amountMinor, terms)));
}

function halfUp(tenThousandths: bigint): bigint {
  return (tenThousandths + 5_000n) / 10_000n;
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
