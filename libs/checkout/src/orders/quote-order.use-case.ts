import { type Currency, Money } from '@guildhall/money';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type PricedLine, type PricedOrder, priceOrder } from '../pricing/price-order.js';
import { CurrenciesMixed, type ItemProblem, OrderTotalTooLarge } from './order.errors.js';
import { type OrderBasis, OrderBasisRepository } from './order-basis.repository.js';
import { LARGEST_CHARGE_MINOR } from './place-order.use-case.js';
import { problemOf, quantities, type RequestedItem, type SellableProduct, toOrderItems } from './sellable-products.js';

export interface QuotedLine {
  readonly product: SellableProduct;
  readonly quantity: number;
  /** Undefined when it cannot be bought, or not together with the others. */
  readonly priced: PricedLine | undefined;
  /** Why it cannot be bought, in words for the buyer. */
  readonly problem: ItemProblem | null;
}

export interface QuotedSeller {
  readonly sellerId: string;
  readonly sellerName: string;
  readonly lines: readonly QuotedLine[];
}

export interface OrderProblem {
  readonly code: string;
  readonly message: string;
  readonly productId?: string;
}

export interface Quote {
  readonly sellers: readonly QuotedSeller[];
  /** Of the lines that can be bought. Undefined when there are none, or not in one order. */
  readonly priced: PricedOrder | undefined;
  /** Everything that keeps this from being ordered as it is. Empty: `POST /v1/orders` would take it now. */
  readonly problems: readonly OrderProblem[];
}

/** What an order of these things would come to at this moment. Reserves nothing and writes nothing. */
@Injectable()
export class QuoteOrderUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly basis: OrderBasisRepository,
  ) {}

  async execute(requested: readonly RequestedItem[]): Promise<Quote> {
    const at = new Date();
    const wanted = quantities(requested);
    const basis = await this.basis.read(this.dataSource.manager, [...wanted.keys()], at);
    const unavailable = new Map(
      [...wanted].flatMap(([id, quantity]): [string, ItemProblem][] => {
        const problem = problemOf(id, quantity, basis.products.get(id));
        return problem === null ? [] : [[id, problem]];
      }),
    );
    const buyable = [...wanted]
      .filter(([id]) => !unavailable.has(id))
      .map(([productId, quantity]) => ({ productId, quantity }));
    const { priced, refusal } = price(buyable, basis, at);
    const problems = [...unavailable.values(), ...(refusal === undefined ? [] : [refusal])];
    return { sellers: sellersOf(wanted, basis, unavailable, priced), priced, problems };
  }
}

function price(
  items: readonly RequestedItem[],
  basis: OrderBasis,
  at: Date,
): { priced?: PricedOrder; refusal?: OrderProblem } {
  if (items.length === 0) return {};
  try {
    const orderItems = toOrderItems(items, basis.products);
    const currency = orderItems[0]?.unitPrice.currency ?? '';
    const { commissionRules } = basis;
    const priced = priceOrder(orderItems, { shipping: basis.shippingIn(currency), commissionRules, at });
    return priced.total.amountMinor <= LARGEST_CHARGE_MINOR
      ? { priced }
      : { refusal: new OrderTotalTooLarge(priced.total) };
  } catch (error) {
    if (error instanceof CurrenciesMixed) return { refusal: error };
    throw error;
  }
}

/** In the order in which the sellers first appear. Products that do not exist have no seller: they are a problem only. */
function sellersOf(
  wanted: ReadonlyMap<string, number>,
  { products }: OrderBasis,
  unavailable: ReadonlyMap<string, ItemProblem>,
  priced: PricedOrder | undefined,
): QuotedSeller[] {
  const sellers = new Map<string, { sellerId: string; sellerName: string; lines: QuotedLine[] }>();
  for (const [id, quantity] of wanted) {
    const product = products.get(id);
    if (product === undefined) continue;
    const { sellerId, sellerName } = product;
    const seller = sellers.get(sellerId) ?? { sellerId, sellerName, lines: [] };
    sellers.set(sellerId, seller);
    const line = priced?.lines.find(({ productId }) => productId === id);
    seller.lines.push({ product, quantity, priced: line, problem: unavailable.get(id) ?? null });
  }
  return [...sellers.values()];
}

/** Of the lines that can be bought. */
export function sumOf(lines: readonly QuotedLine[], part: 'goods' | 'shipping', currency: Currency): Money {
  return Money.sum(
    lines.flatMap(({ priced }) => (priced === undefined ? [] : [priced[part]])),
    currency,
  );
}
