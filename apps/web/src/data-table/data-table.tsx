import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useCommonT } from '../i18n/messages.context.js';
import { Empty } from '../ui/empty.js';
import { Loading } from '../ui/loading.js';
import { Button, Group, Stack } from '../ui/mantine.js';
import { Problem } from '../ui/problem.js';
import styles from './data-table.module.css';
import { ExportCsv } from './export-csv.js';
import { FilterBar } from './filter-bar.js';
import { TableRows } from './table-rows.js';
import type { Column, FiltersOf, LoadPage } from './table.types.js';
import { useTableUrl } from './use-table-url.js';

const ROWS_PER_PAGE = 25;

/**
 * A list of an API: paged by cursor, narrowed by filters, both kept in the address; as cards on phones; saved whole as CSV. What it
 * costs does not depend on how many rows there are.
 */
export function DataTable<Row, Filters extends object = object>(props: DataTableProps<Row, Filters>): ReactNode {
  const { name, caption, columns, load, filters: definitions, rowKey, rowLink, empty, fileRows } = props;
  const t = useCommonT();
  const url = useTableUrl<Filters>(definitions);
  const { cursor, filters } = url;
  const page = useQuery({
    queryKey: ['table', name, filters, cursor],
    queryFn: ({ signal }) =>
      load({ ...filters, limit: ROWS_PER_PAGE, ...(cursor === undefined ? {} : { cursor }) }, signal),
    placeholderData: keepPreviousData,
  });
  const isNarrowed = Object.keys(filters).length > 0;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end" gap="sm">
        <FilterBar
          definitions={definitions}
          values={filters as Record<string, string>}
          onChange={url.setFilter}
          onClear={url.clearFilters}
        />
        <ExportCsv
          name={name}
          columns={columns}
          load={async (query, signal) => {
            const { data, nextCursor } = await load(query, signal);
            return { data: fileRows === undefined ? data : data.flatMap(fileRows), nextCursor };
          }}
          filters={filters}
        />
      </Group>
      {page.isPending && <Loading shape="table" />}
      {page.isError && <Problem error={page.error} onRetry={() => void page.refetch()} />}
      {page.data?.data.length === 0 &&
        (isNarrowed ? <Empty title={t('table.noMatch')} hint={t('table.noMatchHint')} /> : empty)}
      {page.data !== undefined && page.data.data.length > 0 && (
        <div className={styles.frame} aria-busy={page.isPlaceholderData} data-stale={page.isPlaceholderData}>
          <TableRows caption={caption} columns={columns} rows={page.data.data} rowKey={rowKey} rowLink={rowLink} />
        </div>
      )}
      <Pager
        pageAt={url.pageAt}
        isFirst={cursor === undefined}
        nextCursor={page.data?.nextCursor ?? null}
        isWaiting={page.isPlaceholderData}
      />
    </Stack>
  );
}

/** Forwards by the API's cursor, backwards through the browser's history or to the start. */
function Pager({ pageAt, isFirst, nextCursor, isWaiting }: PagerProps): ReactNode {
  const t = useCommonT();
  const navigate = useNavigate();
  if (isFirst && nextCursor === null) return null;
  const go = (cursor: string | null): void => {
    void navigate(pageAt(cursor));
    window.scrollTo(0, 0);
  };
  return (
    <Group justify="flex-end" gap="sm" component="nav" aria-label={t('table.pages')}>
      <Button
        variant="default"
        size="sm"
        disabled={isFirst}
        onClick={() => {
          go(null);
        }}
      >
        {t('table.first')}
      </Button>
      <Button
        variant="default"
        size="sm"
        disabled={nextCursor === null || isWaiting}
        onClick={() => {
          go(nextCursor);
        }}
      >
        {t('table.next')}
      </Button>
    </Group>
  );
}

interface PagerProps {
  readonly pageAt: (cursor: string | null) => string;
  readonly isFirst: boolean;
  readonly nextCursor: string | null;
  readonly isWaiting: boolean;
}

export interface DataTableProps<Row, Filters extends object> {
  /** Of the list, for the cache and the file: `orders`. */
  readonly name: string;
  /** What the rows are, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly load: LoadPage<Row, Filters>;
  /** Keep it the same object between renderings (`useMemo`). */
  readonly filters: FiltersOf<Filters>;
  readonly rowKey: (row: Row) => string;
  readonly rowLink?: (row: Row) => string;
  /** What a row is in the file, when that is not one line: amounts of several currencies are a line each. */
  readonly fileRows?: (row: Row) => readonly Row[];
  /** Shown when there are no rows at all. */
  readonly empty: ReactNode;
}
