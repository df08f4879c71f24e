import type { ReactNode } from 'react';
import styles from './facts.module.css';

/**
 * What is known about one thing: names and values, in as many columns as there is room for. A fact of null is left out.
 * @param plain without a frame: within something that has one
 */
export function Facts({ facts, plain = false }: { facts: readonly Fact[]; plain?: boolean }): ReactNode {
  return (
    <dl className={styles.facts} data-plain={plain}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

export type Fact = readonly [name: string, value: ReactNode];
