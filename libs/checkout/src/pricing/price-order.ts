import { type Currency, Money } from '@guildhall/money';
import {
  type Commission,
  type CommissionRule,
  computeCommission,
  resolveCommissionRule,
} from '../commission/commission.js';

/** One line of a request with what the server knows of the product. */
export interface OrderItem {
  readonly productId: string;
  readonly sellerId: string;
  readonly stripeAccountId: string;
  readonly title: string;
  readonly category: string | null;
  readonly unitPrice: Money;
  readonly quantity: number;
}

export interface PricedLine extends OrderItem {
  /** unitPrice x quantity */
  readonly goods: Money;
  readonly shipping: Money;
  /** Taken of goods and shipping together. */
  readonly commission: Commission;
}

export interface PricedShare {
  readonly sellerId: string;
  readonly stripeAccountId: string;
  /** Goods and shipping of this seller: commission + transfer. */
  readonly amount: Money;
  readonly commission: Money;
  readonly transfer: Money;
}

export interface PricedOrder {
  readonly currency: Currency;
  /** What the buyer pays: all goods and the shipping. */
  readonly total: Money;
  readonly shipping: Money;
  readonly commission: Money;
  readonly lines: readonly PricedLine[];
  /** In the order in which the sellers first appear in the lines. */
  readonly shares: readonly PricedShare[];
}

export interface Pricing {
  /** One flat amount for the whole order. */
  readonly shipping: Money;
  readonly commissionRules: readonly CommissionRule[];
  readonly at: Date;
}

/**
 * Prices an order. Shipping is split evenly over the sellers (odd cents to the first in order of line), and each
 * seller's part over its lines by the value of their goods. The commission of a line is taken of its goods and its
 * shipping, because that is what the seller is paid. Every sum holds exactly.
 * @param items at least one, all in one currency
 * @throws NoCommissionRule when the platform's default rule is missing
 */
export function priceOrder(items: readonly OrderItem[], { shipping, commissionRules, at }: Pricing): PricedOrder {
  const currency = shipping.currency;
  const sellers = [...indexesBySeller(items).values()];
  const shippingOfSeller = shipping.split(sellers.map(() => 1n));
  const lines: PricedLine[] = [];
  const shares = sellers.map((indexes, position) => {
    const own = indexes.map((index) => itemAt(items, index));
    const goods = own.map(({ unitPrice, quantity }) => unitPrice.times(quantity));
    const ofSeller = shippingOfSeller[position] ?? Money.zero(currency);
    const shippingOfLine = ofSeller.split(goods.map(({ amountMinor }) => amountMinor));
    const priced = own.map((item, n) =>
      priceLine(item, goods[n] ?? Money.zero(currency), shippingOfLine[n] ?? Money.zero(currency), commissionRules, at),
    );
    indexes.forEach((index, n) => {
      const line = priced[n];
      if (line !== undefined) lines[index] = line;
    });
    return shareOf(priced, currency);
  });
  return {
    currency,
    total: Money.sum(
      shares.map(({ amount }) => amount),
      currency,
    ),
    shipping,
    commission: Money.sum(
      shares.map(({ commission }) => commission),
      currency,
    ),
    lines,
    shares,
  };
}

function priceLine(
  item: OrderItem,
  goods: Money,
  shipping: Money,
  rules: readonly CommissionRule[],
  at: Date,
): PricedLine {
  const rule = resolveCommissionRule(rules, item, at);
  if (rule === undefined) throw new NoCommissionRule();
  return { ...item, goods, shipping, commission: computeCommission(rule, goods.plus(shipping)) };
}

function shareOf(lines: readonly PricedLine[], currency: Currency): PricedShare {
  const [first] = lines;
  if (first === undefined) throw new RangeError('a seller of an order has at least one line');
  const amount = Money.sum(
    lines.flatMap(({ goods, shipping }) => [goods, shipping]),
    currency,
  );
  const commission = Money.sum(
    lines.map((line) => line.commission.amount),
    currency,
  );
  const { sellerId, stripeAccountId } = first;
  return { sellerId, stripeAccountId, amount, commission, transfer: amount.minus(commission) };
}

/** Keeps the order in which the sellers first appear. */
function indexesBySeller(items: readonly OrderItem[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  items.forEach(({ sellerId }, index) => {
    const own = indexes.get(sellerId);
    if (own === undefined) indexes.set(sellerId, [index]);
    else own.push(index);
  });
  return indexes;
}

function itemAt(items: readonly OrderItem[], index: number): OrderItem {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${String(index)}`);
  return item;
}

/** The platform's default commission rule is missing or not valid yet: an operator must create one. */
export class NoCommissionRule extends Error {
  constructor() {
    super('no commission rule is valid: create one of scope "platform"');
    this.name = 'NoCommissionRule';
  }
}
