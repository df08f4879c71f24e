import type { ReactNode } from 'react';
import { Stack, Text } from './mantine.js';
import styles from './notice.module.css';
import type { Mood } from './state-badge.js';

/** Something to know before going on, on its own ground. What went wrong is a `Problem`. */
export function Notice({ mood, title, isAlert = false, children }: NoticeProps): ReactNode {
  return (
    <div className={styles.notice} data-mood={mood} {...(isAlert ? { role: 'alert' } : {})}>
      <Stack gap="xs">
        <Text fw={600}>{title}</Text>
        {children}
      </Stack>
    </div>
  );
}

interface NoticeProps {
  readonly mood: Mood;
  readonly title: ReactNode;
  /** True: it answers what somebody just did, and is read out at once. */
  readonly isAlert?: boolean;
  readonly children?: ReactNode;
}
