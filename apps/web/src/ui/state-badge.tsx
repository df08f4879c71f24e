import type { ReactNode } from 'react';
import styles from './state-badge.module.css';

/** What a state means to whoever looks at it. */
export type Mood = 'good' | 'waiting' | 'attention' | 'bad' | 'over';

/** A state in words; the colour only repeats them. */
export function StateBadge({ mood, children }: { mood: Mood; children: ReactNode }): ReactNode {
  return (
    <span className={styles.badge} data-mood={mood}>
      {children}
    </span>
  );
}
