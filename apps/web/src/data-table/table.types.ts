import type { ReactNode } from 'react';
import type { CsvValue } from './csv.js';

/** What a list of an API answers. */
export interface Page<Row> {
  readonly data: readonly Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface PageQuery {
  limit: number;
  cursor?: string;
}

/** Asks the API for a page: `(query) => api.GET('/v1/orders', { params: { query } })`. */
export type LoadPage<Row, Filters> = (query: PageQuery & Partial<Filters>, signal: AbortSignal) => Promise<Page<Row>>;

export interface Column<Row> {
  /** Also the heading in the CSV file: stable, in the API's words. */
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** For the file; times as ISO 8601. */
  readonly csv: (row: Row) => CsvValue;
  /** Of an amount (`amountColumn` makes them): the file then has a column for it. */
  readonly currency?: (row: Row) => string | null;
  /** Numbers stand at the end, so that their digits line up. */
  readonly align?: 'end';
  /** 1: always, and the heading of the card on phones; 2: always; 3: only where there is room; 4: only where there is plenty; `file`: only in the file. @default 2 */
  readonly priority?: 1 | 2 | 3 | 4 | 'file';
}

/** How a list can be narrowed; a value in the URL that is none of the options is not used. */
export interface Filter<Value extends string> {
  readonly label: string;
  /** Without options: a text that somebody types, or a moment that somebody chooses. */
  readonly options?: readonly { readonly value: Value; readonly label: string }[];
  /** True: a moment, in the address as ISO 8601. */
  readonly isInstant?: boolean;
}

export type FiltersOf<Filters extends object> = {
  readonly [Name in keyof Filters]: Filter<Filters[Name] & string>;
};
