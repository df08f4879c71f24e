import { createHash } from 'node:crypto';

export const SELLERS = 8;

/**
 * Which of the eight sellers lists a stock code: the first byte of the SHA-256 of the upper-case code, modulo 8.
 * 256 is a multiple of 8, so every seller is as likely as every other.
 * @returns 0 to 7
 */
export function sellerOf(stockCode: string): number {
  const [first = 0] = createHash('sha256').update(stockCode.toUpperCase()).digest();
  return first % SELLERS;
}
