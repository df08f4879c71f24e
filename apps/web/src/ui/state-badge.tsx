import type { ReactNode } from 'react';
import { Badge, type MantineColor } from './mantine.js';

/** What a state means to whoever looks at it. */
export type Mood = 'good' | 'waiting' | 'attention' | 'bad' | 'over';

const COLORS: Readonly<Record<Mood, MantineColor>> = {
  good: 'teal',
  waiting: 'blue',
  attention: 'yellow',
  bad: 'red',
  over: 'gray',
};

/** A state in words; the colour only repeats them. */
export function StateBadge({ mood, children }: { mood: Mood; children: ReactNode }): ReactNode {
  return (
    <Badge variant="light" color={COLORS[mood]} tt="none" fw={600} size="md" className={`gh-mood-${mood}`}>
      {children}
    </Badge>
  );
}
