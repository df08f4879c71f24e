import type { ReactNode } from 'react';
import styles from './list.module.css';

/** Rows with lines between them. */
export function List({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}
