import { parseMicros, parseQuantity, type Micros, wholePence } from '../csv/exact-amount.js';
import type { Row } from '../csv/read-rows.js';
import type { Reason } from './reasons.js';
import { sellerOf } from './seller-of.js';

/** A row that a buyer can order. */
export interface PlannedLine {
  readonly row: Row;
  readonly productKey: string;
  readonly seller: number;
  readonly quantity: number;
  readonly priceMinor: bigint;
  /** priceMinor x quantity */
  readonly amountMinor: bigint;
}

export type ReadLine = { readonly line: PlannedLine } | { readonly reason: Reason };

/** The API's own bounds (PlaceOrderRequest, PublishProductRequest). */
const LARGEST_QUANTITY = 1_000_000;
const LARGEST_PRICE_MINOR = 99_999_999n;

/** A listing has one price: the same stock code at another price is another listing. */
export function productKeyOf(stockCode: string, priceMinor: bigint): string {
  return `${stockCode}@${priceMinor}`;
}

/** What a row is worth, exactly, with its sign. Zero when that cannot be told. */
export function valueOf(row: Row): Micros {
  const [price, quantity] = [parseMicros(row.unitPrice), parseQuantity(row.quantity)];
  return price === null || quantity === null ? 0n : price * BigInt(quantity);
}

/**
 * Postage, manual entries and bank charges are lines like any other: somebody was billed for them.
 * @param sign -1 reads the row of a cancellation, whose quantities are negative
 */
export function readLine(row: Row, sign: 1 | -1 = 1): ReadLine {
  if (row.stockCode === '') return { reason: 'stock_code_missing' };
  const counted = parseQuantity(row.quantity);
  if (counted === null) return { reason: 'quantity_not_a_number' };
  const quantity = counted * sign;
  if (quantity <= 0) return { reason: 'quantity_not_positive' };
  if (quantity > LARGEST_QUANTITY) return { reason: 'quantity_too_large' };
  const micros = parseMicros(row.unitPrice);
  if (micros === null) return { reason: 'price_not_a_number' };
  if (micros === 0n) return { reason: 'price_zero' };
  if (micros < 0n) return { reason: 'price_negative' };
  const priceMinor = wholePence(micros);
  if (priceMinor === null) return { reason: 'price_not_whole_pence' };
  if (priceMinor > LARGEST_PRICE_MINOR) return { reason: 'price_too_large' };
  const amountMinor = priceMinor * BigInt(quantity);
  const productKey = productKeyOf(row.stockCode, priceMinor);
  return { line: { row, productKey, seller: sellerOf(row.stockCode), quantity, priceMinor, amountMinor } };
}
