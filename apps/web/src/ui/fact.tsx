import type { ReactNode } from 'react';
import { Text } from './mantine.js';

/** Something to know, under its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <div style={{ overflowWrap: 'anywhere' }}>{children}</div>
    </div>
  );
}
