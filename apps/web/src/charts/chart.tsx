import { type ReactNode, useId } from 'react';
import { useWidth } from './use-width.js';
import { useCommonT } from '../i18n/messages.context.js';
import { axisTicks } from './scale.js';
import styles from './chart.module.css';

const HEIGHT = 240;
const LEFT = 72;
const FOOT = 24;
/** A label has at least this much room. */
const LABEL_PX = 72;

/**
 * Lines or bars over the same steps. It is a picture for those who see it, and a table, a click away, for everybody: no figure is
 * only in the picture.
 */
export function Chart({ kind, caption, labels, series, format }: ChartProps): ReactNode {
  const t = useCommonT();
  const captionId = useId();
  const [picture, width] = useWidth<SVGSVGElement>();
  const ticks = axisTicks(series.flatMap(({ values }) => values));
  const [low = 0] = ticks;
  const high = ticks.at(-1) ?? 1;
  const y = (value: number): number => 8 + (HEIGHT - FOOT - 8) * (1 - (value - low) / (high - low));
  const slot = Math.max(0, width - LEFT) / Math.max(1, labels.length);
  const x = (index: number): number => LEFT + slot * (index + 0.5);
  const every = Math.max(1, Math.ceil((labels.length * LABEL_PX) / (width - LEFT)));
  return (
    <figure className={styles.figure} aria-labelledby={captionId}>
      <figcaption id={captionId} className={styles.caption}>
        {caption}
        {series.length > 1 && (
          <ul className={styles.legend}>
            {series.map(({ name }, index) => (
              <li key={name} data-series={index}>
                {name}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
      <svg ref={picture} height={HEIGHT} aria-hidden="true" className={styles.picture}>
        {ticks.map((tick) => (
          <g key={tick} className={styles.tick}>
            <line x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 8} y={y(tick)} dy="0.32em" textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {labels.map((label, index) =>
          index % every === 0 ? (
            <text key={label} className={styles.label} x={x(index)} y={HEIGHT - 6} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
        {series.map(({ name, values }, place) =>
          kind === 'line' ? (
            <polyline
              key={name}
              data-series={place}
              points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')}
            />
          ) : (
            <g key={name} data-series={place}>
              {values.map((value, index) => {
                const barWidth = (slot * 0.7) / series.length;
                const top = Math.min(y(value), y(0));
                return (
                  <rect
                    key={labels[index]}
                    x={x(index) - slot * 0.35 + barWidth * place}
                    y={top}
                    width={barWidth}
                    height={Math.abs(y(value) - y(0))}
                    rx={2}
                  />
                );
              })}
            </g>
          ),
        )}
      </svg>
      <details className={styles.details}>
        <summary>{t('chart.asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('chart.step')}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, index) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => (
                  <td key={name}>{format(values[index] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

interface ChartProps {
  readonly kind: 'line' | 'bars';
  readonly caption: string;
  /** One per step, for example days; each only once. */
  readonly labels: readonly string[];
  /** At most three; a value per label. Amounts as minor units, which `format` writes. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly format: (value: number) => string;
}
