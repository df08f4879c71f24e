import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** What is known about one thing: names and values, in as many columns as there is room for. A fact of null is left out. */
export function Facts({ facts }: { facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={styles.facts}>
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
