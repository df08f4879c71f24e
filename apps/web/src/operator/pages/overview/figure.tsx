import type { ReactNode } from 'react';
import { Paper, Text } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';

/** One figure of the period, and the same of the period before. */
export function Figure({ name, value, before }: FigureProps): ReactNode {
  const t = useT();
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text size="xl" fw={650} className="gh-numbers">
        {value}
      </Text>
      {before !== undefined && (
        <Text size="xs" c="dimmed" className="gh-numbers">
          {t('overview.before', { value: before })}
        </Text>
      )}
    </Paper>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly before?: string;
}
