import type { ReactNode } from 'react';
import { Stack, Text, Title } from './mantine.js';

/** Nothing is here: why, and what can be done about it. */
export function Empty({ title, hint, children }: EmptyProps): ReactNode {
  return (
    <Stack align="center" gap="xs" py={64} px="md" ta="center">
      <Title order={2} size="h3">
        {title}
      </Title>
      {hint !== undefined && (
        <Text c="dimmed" maw="42ch">
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly hint?: string;
  /** What to do about it: a button or a link. */
  readonly children?: ReactNode;
}
