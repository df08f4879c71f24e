import type { ReactNode } from 'react';
import { Paper, Stack, Text, Title } from '../ui/mantine.js';

/** A part of an account page. */
export function Panel({ title, hint, children }: PanelProps): ReactNode {
  return (
    <Paper withBorder radius="lg" p="lg" maw={640} component="section">
      <Stack>
        <div>
          <Title order={2} size="h3">
            {title}
          </Title>
          {hint !== undefined && (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Paper>
  );
}

interface PanelProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}
