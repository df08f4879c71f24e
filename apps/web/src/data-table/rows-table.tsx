import type { ReactNode } from 'react';
import { Group, Stack, Title } from '../ui/mantine.js';
import styles from './data-table.module.css';
import { ExportCsv } from './export-csv.js';
import { TableRows } from './table-rows.js';
import type { Column } from './table.types.js';

const NO_FILTERS = {};

/** A table of rows that are all there already, under a heading of its own; saved as CSV like every other. */
export function RowsTable<Row>(props: RowsTableProps<Row>): ReactNode {
  const { name, title, columns, rows, rowKey, rowLink, empty, note } = props;
  return (
    <Stack component="section" gap="sm">
      <Group justify="space-between" align="flex-end" gap="sm">
        <Title order={2} size="h3">
          {title}
        </Title>
        {rows.length > 0 && (
          <ExportCsv
            name={name}
            columns={columns}
            load={() => Promise.resolve({ data: rows, nextCursor: null })}
            filters={NO_FILTERS}
          />
        )}
      </Group>
      {rows.length === 0 ? (
        empty
      ) : (
        <div className={styles.frame}>
          <TableRows caption={title} columns={columns} rows={rows} rowKey={rowKey} rowLink={rowLink} />
        </div>
      )}
      {note}
    </Stack>
  );
}

interface RowsTableProps<Row> {
  /** Of the file: `order-lines`. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowLink?: (row: Row) => string;
  /** Shown instead of a table without rows. */
  readonly empty: ReactNode;
  /** Below the table. */
  readonly note?: ReactNode;
}
