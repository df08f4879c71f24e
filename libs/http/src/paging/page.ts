import { applyDecorators, HttpCode, SetMetadata, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ANSWER_CLASS } from '../fields/api-answer.decorator.js';
import { ListField } from '../fields/structure-fields.js';
import { TextField } from '../fields/text-fields.js';
import { IntegerField } from '../fields/value-fields.js';
import { type CursorValue, encodeCursor } from './cursor.js';

/** Query of every list: `@Query() page: PageRequest`. Extend it to add filters. */
export class PageRequest {
  @IntegerField({ min: 1, max: 100, default: 20, example: 20, description: 'How many to answer at most.' })
  limit!: number;
  @TextField({
    optional: true,
    max: 1_000,
    example: 'WyIwMTk5YzJmNCJd',
    description: '`nextCursor` of the page before.',
  })
  cursor?: string;
}

/** One page of a list. `nextCursor` is null on the last one. */
export interface Page<Item> {
  readonly data: Item[];
  readonly nextCursor: string | null;
}

/**
 * Cuts a page from rows that were read with one more than the limit (see `keyset`).
 * @param cursorOf the values of the row that the list is ordered by, in that order
 */
export function toPage<Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => CursorValue[]): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}

/** The same page with other items: rows become answers. */
export function mapPage<From, To>(page: Page<From>, change: (item: From) => To): Page<To> {
  return { data: page.data.map(change), nextCursor: page.nextCursor };
}

const pageClasses = new Map<Type, Type>();

/** The handler answers a page of these. */
export function ApiPage(item: Type, description = '') {
  const type = pageClasses.get(item) ?? pageClassOf(item);
  pageClasses.set(item, type);
  return applyDecorators(
    HttpCode(200),
    ApiResponse({ status: 200, description, type }),
    SetMetadata(ANSWER_CLASS, type),
  );
}

function pageClassOf(item: Type): Type {
  class PageOf {
    @ListField(() => item) data!: unknown[];
    @TextField({ nullable: true, max: 1_000, example: 'WyIwMTk5YzJmNCJd', description: 'Null on the last page.' })
    nextCursor!: string | null;
  }
  Object.defineProperty(PageOf, 'name', { value: `${item.name.replace(/Response$/, '')}Page` });
  return PageOf;
}
