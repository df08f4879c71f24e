import { csvLine } from './csv.js';
import type { Column, LoadPage } from './table.types.js';

/** The most that an API answers at once. */
const ROWS_PER_REQUEST = 100;
/** Excel takes a file for UTF-8 when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

type FileColumn<Row> = Pick<Column<Row>, 'key' | 'csv' | 'currency'>;

/**
 * Every row of a list as a CSV file, page by page: each page becomes a part of the file and is forgotten.
 * @param onProgress told how many rows there are so far
 */
export async function collectCsv<Row, Filters>(
  shown: readonly FileColumn<Row>[],
  load: LoadPage<Row, Filters>,
  filters: Partial<Filters>,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (rows: number) => void },
): Promise<Blob> {
  const columns = withCurrency(shown);
  const parts: Blob[] = [new Blob([BYTE_ORDER_MARK, csvLine(columns.map(({ key }) => key))])];
  let rows = 0;
  let cursor: string | null | undefined;
  do {
    signal.throwIfAborted();
    const page = await load({ ...filters, limit: ROWS_PER_REQUEST, ...(cursor == null ? {} : { cursor }) }, signal);
    parts.push(new Blob([page.data.map((row) => csvLine(columns.map(({ csv }) => csv(row)))).join('')]));
    rows += page.data.length;
    onProgress(rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** A figure means nothing without its currency: a file with amounts has a column for it, behind the last of them. */
function withCurrency<Row>(columns: readonly FileColumn<Row>[]): readonly FileColumn<Row>[] {
  const amounts = columns.flatMap(({ currency }) => (currency === undefined ? [] : [currency]));
  if (amounts.length === 0 || columns.some(({ key }) => key === 'currency')) return columns;
  const behind = columns.findLastIndex(({ currency }) => currency !== undefined) + 1;
  return columns.toSpliced(behind, 0, {
    key: 'currency',
    csv: (row) => amounts.map((of) => of(row)).find((currency) => currency !== null) ?? null,
  });
}
