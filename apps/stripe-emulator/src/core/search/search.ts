import { invalidRequest } from '../errors.js';
import type { ApiObject, Resource } from '../resource.js';
import type { Row } from '../row.js';
import type { Store } from '../store.js';
import { conditionOf, type Condition } from './fields.js';
import { parseQuery } from './query.js';

/** What a search call receives: declare it with `searchParams`. */
export interface SearchRequest {
  readonly query: string;
  readonly limit?: number;
  readonly page?: string;
}

export interface SearchResult<T> {
  readonly object: 'search_result';
  readonly data: T[];
  readonly has_more: boolean;
  readonly next_page: string | null;
  readonly url: string;
  readonly total_count?: number;
}

/** The objects of an account that a query finds, newest first. */
export function search<T extends ApiObject, Hidden>(
  store: Store,
  resource: Resource<T, Hidden>,
  account: string,
  { query, limit = 10, page }: SearchRequest,
  { url, counts }: { readonly url: string; readonly counts: boolean },
): SearchResult<T> {
  const { joiner, clauses } = parseQuery(query);
  const plural = url.split('/').at(-2) ?? resource.object;
  const conditions = clauses.map((clause) => conditionOf(clause, resource.searchable, plural));
  const matches = ({ object }: Row): boolean =>
    joiner === 'AND'
      ? conditions.every((condition) => condition.matches(object))
      : conditions.some((condition) => condition.matches(object));
  const candidates = joiner === 'AND' ? narrowest(store, resource, account, conditions) : undefined;
  const rows = candidates ?? store.all(resource, account);
  const start = page === undefined ? rows.length : startOf(page, rows);
  const found: Row[] = [];
  for (let index = start - 1; index >= 0 && found.length <= limit; index -= 1) {
    const row = rows[index];
    if (row !== undefined && matches(row)) found.push(row);
  }
  const shown = found.slice(0, limit);
  const hasMore = found.length > limit;
  const last = shown.at(-1);
  return {
    object: 'search_result',
    data: shown.map((row) => row.object as unknown as T),
    has_more: hasMore,
    next_page: hasMore && last !== undefined ? cursorOf(last) : null,
    url,
    ...(counts ? { total_count: rows.filter(matches).length } : {}),
  };
}

function narrowest(
  store: Store,
  resource: Pick<Resource, 'object'>,
  account: string,
  conditions: readonly Condition[],
): readonly Row[] | undefined {
  let best: readonly Row[] | undefined;
  for (const condition of conditions) {
    const rows = store.searches.rows(resource.object, account, condition);
    if (rows !== undefined && (best === undefined || rows.length < best.length)) best = rows;
  }
  return best;
}

/** A page begins after the last row of the page before, whatever was created meanwhile. */
const cursorOf = ({ created, seq }: Row): string => Buffer.from(`${created}.${seq}`).toString('base64url');

function startOf(page: string, rows: readonly Row[]): number {
  const match = /^(\d+)\.(\d+)$/.exec(Buffer.from(page, 'base64url').toString('latin1'));
  if (match === null) throw invalidRequest('Invalid page token.', { param: 'page' });
  const [created, seq] = [Number(match[1]), Number(match[2])];
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && (row.created < created || (row.created === created && row.seq < seq))) low = middle + 1;
    else high = middle;
  }
  return low;
}
