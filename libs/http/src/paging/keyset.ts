import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { isId } from '../fields/text-fields.js';
import { isStorable } from '../validation/json-limits.js';
import { decodeCursor, invalidCursor } from './cursor.js';
import type { PageRequest } from './page.js';

/** A column that a list is ordered by. The last one must be unique, usually the id. */
export interface KeysetColumn {
  /** As in the query builder: `product.priceMinor`. Never from the client. */
  readonly column: string;
  /** Do not page by timestamps: PostgreSQL keeps microseconds, a `Date` does not. UUIDv7 ids already sort by time. */
  readonly type: 'id' | 'integer' | 'text';
}

const CHECKS: Record<KeysetColumn['type'], (value: string) => boolean> = {
  id: isId,
  integer: (value) => /^-?\d{1,18}$/.test(value),
  text: (value) => isStorable(value),
};

/**
 * Orders, bounds and continues a list: its cost does not grow with how far one has paged, and rows that come or go
 * in between make nothing appear twice.
 * @returns the builder, with `LIMIT limit + 1`; hand its rows to `toPage`
 */
export function keyset<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  page: Pick<PageRequest, 'limit' | 'cursor'>,
  columns: readonly KeysetColumn[],
  direction: 'ASC' | 'DESC' = 'DESC',
): SelectQueryBuilder<Row> {
  for (const { column } of columns) query.addOrderBy(column, direction);
  query.limit(page.limit + 1);
  if (page.cursor === undefined) return query;
  const values = decodeCursor(page.cursor, columns.length);
  if (!columns.every(({ type }, index) => CHECKS[type](values[index] ?? ''))) throw invalidCursor();
  const names = columns.map(({ column }) => column).join(', ');
  const parameters = columns.map((_, index) => `:keyset${index}`).join(', ');
  return query.andWhere(
    `(${names}) ${direction === 'DESC' ? '<' : '>'} (${parameters})`,
    Object.fromEntries(values.map((value, index) => [`keyset${index}`, value])),
  );
}
