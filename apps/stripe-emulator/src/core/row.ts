import type { TimeRange } from './params.js';
import type { ApiObject, Resource } from './resource.js';

/** One stored object. `object` and `hidden` are replaced, never changed in place. */
export interface Row<T extends ApiObject = ApiObject, Hidden = unknown> {
  readonly resource: Resource<T, Hidden>;
  readonly account: string;
  /** Unix seconds; where it stands in lists. */
  readonly created: number;
  readonly seq: number;
  readonly object: T;
  readonly hidden: Hidden;
  /** A deleted object is in no list; its stub stays retrievable. */
  readonly isDeleted: boolean;
}
export interface ListQuery {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
  readonly created?: TimeRange;
  /** Values of the resource's declared filters; `undefined` means "any". */
  readonly where?: Readonly<Record<string, string | number | boolean | null | undefined>>;
}
export interface Page<T extends ApiObject, Hidden> {
  readonly rows: readonly Row<T, Hidden>[];
  readonly hasMore: boolean;
}

/** What a request changed in one row, with what was there before. */
export interface Change {
  readonly row: Row;
  /** Absent when the row was inserted. */
  readonly before?: Pick<Row, 'object' | 'hidden' | 'isDeleted'>;
}

/** Keeps a derived figure (a balance, a heap of due actions) in step with rows, through rollback and replay too. */
export interface Observer {
  added(row: Row): void;
  removed(row: Row): void;
  /** All rows are gone. */
  reset(): void;
}
