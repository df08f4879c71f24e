import type { ReactNode } from 'react';
import { Stack, Text, Title } from './mantine.js';

/** Nothing is here: why, and what can be done about it. */
export function Empty({ title, hint, isPage = false, children }: EmptyProps): ReactNode {
  return (
    <Stack align="center" gap="xs" py={64} px="md" ta="center">
      <Title order={isPage ? 1 : 2} size="h3" {...(isPage ? { tabIndex: -1 } : {})}>
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
  /** True: it stands for the whole page, and its title is the page's heading. */
  readonly isPage?: boolean;
  /** What to do about it: a button or a link. */
  readonly children?: ReactNode;
}
