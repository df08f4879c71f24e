import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Group, Progress, Stack, Text } from './mantine.js';
import { Problem } from './problem.js';

const POLL_EVERY_MS = 1_000;

export interface RunState {
  readonly done: number;
  /** Null: nobody knows yet how much there is. */
  readonly total: number | null;
  readonly isOver: boolean;
}

/** How far some long work is: asks again every second until it is over, also when the page is opened in the middle of it. */
export function RunProgress<Run>({ queryKey, load, stateOf, label, children }: RunProgressProps<Run>): ReactNode {
  const t = useCommonT();
  const run = useQuery({
    queryKey,
    queryFn: load,
    refetchInterval: ({ state: { data } }) => (data !== undefined && stateOf(data).isOver ? false : POLL_EVERY_MS),
  });
  if (run.data === undefined) {
    return run.isError ? <Problem error={run.error} onRetry={() => void run.refetch()} /> : null;
  }
  const { done, total, isOver } = stateOf(run.data);
  const percent = total === null || total === 0 ? 0 : Math.min(100, (100 * done) / total);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed" className="gh-numbers">
          {total === null ? t('run.done', { done }) : t('run.doneOf', { done, total })}
        </Text>
      </Group>
      <Progress value={isOver ? 100 : percent} animated={!isOver} aria-label={label} />
      {isOver && <div role="status">{children?.(run.data)}</div>}
    </Stack>
  );
}

interface RunProgressProps<Run> {
  readonly queryKey: readonly unknown[];
  readonly load: () => Promise<Run>;
  readonly stateOf: (run: Run) => RunState;
  readonly label: string;
  /** What came of it, once it is over. */
  readonly children?: (run: Run) => ReactNode;
}
