import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Loaded } from '../../../ui/loaded.js';
import { Text } from '../../../ui/mantine.js';
import { type Mood, StateBadge } from '../../../ui/state-badge.js';
import { useT } from '../../messages.js';
import { PROCESSES, readinessOf, type Readiness } from './readiness.js';
import { watchedReadiness } from './watched.js';

const LOOK_AGAIN_MS = 5_000;
const MOODS: Readonly<Record<Readiness['status'], Mood>> = {
  ok: 'good',
  failing: 'bad',
  stopping: 'attention',
  silent: 'bad',
  not_configured: 'over',
  unknown: 'attention',
};

/** What each process says of itself. */
export function Processes(): ReactNode {
  const t = useT();
  const columns = useColumns();
  const readiness = useQuery({
    queryKey: ['health-ready'],
    queryFn: async ({ signal }) => {
      const asked = PROCESSES.map((process) => readinessOf(process, signal));
      const [watched, ...reached] = await Promise.all([watchedReadiness(signal), ...asked]);
      return [...reached, ...watched];
    },
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <Loaded query={readiness} shape="text">
      {(rows) => (
        <RowsTable<Readiness>
          name="processes"
          title={t('health.processes')}
          columns={columns}
          rows={rows}
          rowKey={({ process }) => process}
          empty={null}
          note={
            rows.some(({ status }) => status === 'not_configured') && (
              <Text size="sm" c="dimmed">
                {t('health.notConfiguredHint')}
              </Text>
            )
          }
        />
      )}
    </Loaded>
  );
}

function useColumns(): readonly Column<Readiness>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'process',
        header: t('health.process'),
        cell: ({ process }) => t(`health.process.${process}`),
        csv: ({ process }) => process,
        priority: 1,
      },
      {
        key: 'status',
        header: t('health.ready'),
        cell: ({ status }) => <StateBadge mood={MOODS[status]}>{t(`health.ready.${status}`)}</StateBadge>,
        csv: ({ status }) => status,
      },
      {
        key: 'failing',
        header: t('health.failing'),
        cell: ({ failing }) => failing.join(', ') || '–',
        csv: ({ failing }) => failing.join(' '),
      },
    ],
    [t],
  );
}
