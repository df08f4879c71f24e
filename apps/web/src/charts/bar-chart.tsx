import { type CSSProperties, type ReactNode, useId } from 'react';
import { ExportCsv } from '../data-table/export-csv.js';
import type { Column } from '../data-table/table.types.js';
import frame from './chart.module.css';
import styles from './bar-chart.module.css';

const NO_FILTERS = {};

/**
 * A bar per row, under its name and its figure: a table in which the bars are drawn, so that nobody needs the picture to read it. Saved
 * as CSV like every table.
 */
export function BarChart<Row>(props: BarChartProps<Row>): ReactNode {
  const { name, caption, columns, rows, rowKey, share, mood = 'plain', empty } = props;
  const captionId = useId();
  return (
    <figure className={frame.figure} aria-labelledby={captionId}>
      <figcaption id={captionId} className={frame.caption}>
        {caption}
      </figcaption>
      {rows.length === 0 ? (
        empty
      ) : (
        <>
          <table className={styles.bars} aria-labelledby={captionId}>
            <thead className={styles.heading}>
              <tr>
                {columns.map(({ key, header }) => (
                  <th key={key} scope="col">
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={rowKey(row)} data-mood={mood} style={{ '--share': `${share(row) * 100}%` } as CSSProperties}>
                  {columns.map(({ key, header, cell }, index) =>
                    index === 0 ? (
                      <th key={key} scope="row">
                        {cell(row)}
                      </th>
                    ) : (
                      <td key={key} data-label={header}>
                        {cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          <ExportCsv
            name={name}
            columns={columns}
            load={() => Promise.resolve({ data: rows, nextCursor: null })}
            filters={NO_FILTERS}
          />
        </>
      )}
    </figure>
  );
}

interface BarChartProps<Row> {
  /** Of the file: `failures-by-reason`. */
  readonly name: string;
  readonly caption: string;
  /** The name, the figure that the bar is about, then what is told in small below; the last one at the end, without its heading. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** How much of its room the bar fills, from 0 to 1. */
  readonly share: (row: Row) => number;
  readonly mood?: 'plain' | 'bad';
  /** Shown instead of a chart without rows. */
  readonly empty: ReactNode;
}
