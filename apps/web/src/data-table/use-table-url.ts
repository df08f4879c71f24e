import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Filter, FiltersOf } from './table.types.js';

export interface TableUrl<Filters> {
  readonly cursor: string | undefined;
  readonly filters: Partial<Filters>;
  readonly setFilter: (name: string, value: string) => void;
  readonly clearFilters: () => void;
  /** @returns the address of another page of the list; null is the first */
  readonly pageAt: (cursor: string | null) => string;
}

/** Where a table is, kept in the address: links, reload and the back button show the same rows. */
export function useTableUrl<Filters extends object>(definitions: FiltersOf<Filters>): TableUrl<Filters> {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params, definitions), [params, definitions]);
  const setFilter = useCallback(
    (name: string, value: string) => {
      setParams(
        (now) => {
          const next = new URLSearchParams(now);
          next.delete('cursor');
          if (value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  const clearFilters = useCallback(() => { setParams({}); }, [setParams]); // prettier-ignore
  const pageAt = (cursor: string | null): string => {
    const next = new URLSearchParams(params);
    if (cursor === null) next.delete('cursor');
    else next.set('cursor', cursor);
    return `?${next.toString()}`;
  };
  return { cursor: params.get('cursor') ?? undefined, filters, setFilter, clearFilters, pageAt };
}

/** Those filters of the address that the table knows. */
export function readFilters<Filters extends object>(
  params: URLSearchParams,
  definitions: FiltersOf<Filters>,
): Partial<Filters> {
  const found = Object.entries(definitions as Readonly<Record<string, Filter<string>>>).flatMap(
    ([name, { options, isInstant = false }]) => {
      const value = params.get(name)?.trim() ?? '';
      const isKnown = isInstant
        ? !Number.isNaN(Date.parse(value))
        : value !== '' && (options === undefined || options.some((option) => option.value === value));
      return isKnown ? [[name, value] as const] : [];
    },
  );
  return Object.fromEntries(found) as Partial<Filters>;
}
