import type { KeyboardEvent, ReactNode } from 'react';
import { AppLink } from '../shell/app-link.js';
import styles from './data-table.module.css';
import type { Column } from './table.types.js';

/** The rows as a table, and on phones as cards. Arrow keys go from row to row. */
export function TableRows<Row>({ caption, columns, rows, rowKey, rowLink }: TableRowsProps<Row>): ReactNode {
  const shown = columns.filter(({ priority }) => priority !== 'file');
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {shown.map(({ key, header, align, priority = 2 }) => (
            <th key={key} scope="col" data-align={align} data-priority={priority}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} data-linked={rowLink !== undefined}>
            {shown.map(({ key, header, cell, align, priority = 2 }, index) => (
              <td key={key} data-label={header} data-align={align} data-priority={priority}>
                {index === 0 && rowLink !== undefined ? (
                  <AppLink to={rowLink(row)} className={styles.rowLink} onKeyDown={moveByArrows}>
                    {cell(row)}
                  </AppLink>
                ) : (
                  cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLAnchorElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...(event.currentTarget.closest('table')?.querySelectorAll('a') ?? [])].filter(
    ({ className }) => className === event.currentTarget.className,
  );
  event.preventDefault();
  links[links.indexOf(event.currentTarget) + step]?.focus();
}

interface TableRowsProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowLink?: ((row: Row) => string) | undefined;
}
