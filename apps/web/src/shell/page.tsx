import type { ReactNode } from 'react';
import { Group, Stack, Text, Title } from '../ui/mantine.js';
import { useTitle } from './use-title.js';

/** A page: its title (also the document's), what can be done, and what it shows. */
export function Page({ title, hint, actions, children }: PageProps): ReactNode {
  useTitle(title);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Title order={1} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {hint !== undefined && (
            <Text c="dimmed" maw="70ch">
              {hint}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}

interface PageProps {
  readonly title: string;
  readonly hint?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}
