import { useSearchParams } from 'react-router';

export const SORTS = ['newest', 'price_asc', 'price_desc'] as const;
export type Sort = (typeof SORTS)[number];

/** How the catalogue is narrowed, as it stands in the address. Prices are as somebody typed them. */
export interface CatalogueFilters {
  readonly query: string;
  readonly category: string;
  readonly from: string;
  readonly to: string;
  readonly inStock: boolean;
  readonly sort: Sort;
}

export interface CatalogueUrl {
  readonly filters: CatalogueFilters;
  readonly isNarrowed: boolean;
  /** Each change is a step that "back" goes back from. */
  readonly change: (changes: Partial<CatalogueFilters>) => void;
  readonly clear: () => void;
}

export function useCatalogueUrl(): CatalogueUrl {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  return {
    filters,
    isNarrowed: params.size > (params.has('sort') ? 1 : 0),
    change: (changes) => { setParams(writeFilters({ ...filters, ...changes })); }, // prettier-ignore
    clear: () => { setParams({}); }, // prettier-ignore
  };
}

export function readFilters(params: URLSearchParams): CatalogueFilters {
  const text = (name: string): string => params.get(name)?.trim() ?? '';
  const sort = SORTS.find((known) => known === params.get('sort')) ?? 'newest';
  return {
    query: text('query'),
    category: text('category'),
    from: text('from'),
    to: text('to'),
    inStock: params.get('inStock') === 'true',
    sort,
  };
}

/** Only what differs from everything, newest first. */
export function writeFilters(filters: CatalogueFilters): Record<string, string> {
  const entries = Object.entries({ ...filters, inStock: filters.inStock ? 'true' : '' });
  return Object.fromEntries(
    entries.filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'newest')),
  );
}
