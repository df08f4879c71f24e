import type { CapabilityStatus } from '@guildhall/database';
import { Money } from '@guildhall/money';
import type { OrderItem } from '../pricing/price-order.js';
import { CurrenciesMixed, type ItemProblem, ItemsNotAvailable } from './order.errors.js';

export interface RequestedItem {
  readonly productId: string;
  readonly quantity: number;
}

/** A product and what its seller's account can do, as they are under the product's row lock. */
export interface SellableProduct {
  readonly id: string;
  readonly sellerId: string;
  readonly sellerName: string;
  readonly title: string;
  readonly pictureUrl: string | null;
  readonly category: string | null;
  readonly priceMinor: bigint;
  readonly currency: string;
  readonly stock: number;
  readonly status: 'active' | 'archived';
  readonly stripeAccountId: string | null;
  readonly serviceAgreement: 'full' | 'recipient';
  readonly cardPayments: CapabilityStatus;
  readonly transfers: CapabilityStatus;
  /** The seller has disconnected the platform. */
  readonly isDeauthorized: boolean;
}

/**
 * Turns ids and quantities into items with the server's own prices.
 * @throws ItemsNotAvailable with a reason per item @throws CurrenciesMixed
 */
export function toOrderItems(
  requested: readonly RequestedItem[],
  products: ReadonlyMap<string, SellableProduct>,
): OrderItem[] {
  const problems = [...quantities(requested)].flatMap(
    ([id, quantity]) => problemOf(id, quantity, products.get(id)) ?? [],
  );
  if (problems.length > 0) throw new ItemsNotAvailable(problems);
  const items = requested.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    return product === undefined ? [] : [toItem(product, quantity)];
  });
  const currencies = [...new Set(items.map(({ unitPrice }) => unitPrice.currency))];
  if (currencies.length > 1) throw new CurrenciesMixed(currencies);
  return items;
}

/** How much of each product is wanted in all, in the order in which they are first named. */
export function quantities(requested: readonly RequestedItem[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of requested) wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  return wanted;
}

function toItem(product: SellableProduct, quantity: number): OrderItem {
  const { id, sellerId, stripeAccountId, title, category, priceMinor, currency } = product;
  if (stripeAccountId === null) throw new RangeError('checked before: a seller that can sell has an account');
  return {
    productId: id,
    sellerId,
    stripeAccountId,
    title,
    category,
    unitPrice: Money.of(priceMinor, currency),
    quantity,
  };
}

/** @returns why so many of a product cannot be bought now, in plain words; null when they can */
export function problemOf(
  productId: string,
  quantity: number,
  product: SellableProduct | undefined,
): ItemProblem | null {
  if (product === undefined)
    return { productId, code: 'product_not_found', message: `There is no product ${productId}.` };
  const { title, status, stock } = product;
  if (status !== 'active')
    return { productId, code: 'product_archived', message: `"${title}" is not for sale any more.` };
  if (!canSell(product))
    return {
      productId,
      code: 'seller_not_ready',
      message: `The seller of "${title}" cannot take orders at the moment.`,
    };
  if (stock >= quantity) return null;
  const left = stock === 0 ? 'is sold out' : `has only ${String(stock)} left`;
  return { productId, code: 'out_of_stock', message: `"${title}" ${left}.`, available: stock };
}

/**
 * Both of our charge modes pay a seller by transfer, so that is what the account must be able to receive; under a full
 * service agreement Stripe must also have cleared it for card payments.
 */
function canSell({
  stripeAccountId,
  isDeauthorized,
  transfers,
  serviceAgreement,
  cardPayments,
}: SellableProduct): boolean {
  const connected = stripeAccountId !== null && !isDeauthorized;
  return connected && transfers === 'active' && (serviceAgreement === 'recipient' || cardPayments === 'active');
}
