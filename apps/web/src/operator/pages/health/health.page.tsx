import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { Loaded } from '../../../ui/loaded.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { Processes } from './processes.js';

type Queue = AdminSchemas['QueueHealth'];

const LOOK_AGAIN_MS = 5_000;
const GIVEN_UP: Readonly<Record<Queue['queue'], string>> = {
  webhook_events: '/webhook-events?state=dead',
  operations: '/operations?state=stuck',
  domain_events: '/domain-events?state=dead',
};

/** How the house is: what waits, what nobody tries any more, and what runs. */
export default function HealthPage(): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const health = useQuery({
    queryKey: ['health-overview'],
    queryFn: () => api.GET('/v1/health-overview'),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const columns = useColumns();
  return (
    <Page title={t('health.title')} hint={t('health.hint')}>
      <Loaded query={health}>
        {(found) => (
          <>
            <RowsTable<Queue>
              name="queues"
              title={t('health.queues')}
              columns={columns}
              rows={found.queues}
              rowKey={({ queue }) => queue}
              empty={null}
            />
            <Processes />
            <Facts
              facts={[
                [t('health.schema'), found.schemaVersion],
                [t('health.database'), megabytes(found.databaseBytes, locale)],
                [t('health.postgres'), found.postgresVersion],
                [t('health.stripe'), found.stripeApiVersion],
                [t('health.at'), <When key="at" at={found.at} exact />],
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function megabytes(bytes: number, locale: string): string {
  return (bytes / 1e6).toLocaleString(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
}

function useColumns(): readonly Column<Queue>[] {
  const t = useT();
  const { locale } = useMessages();
  return useMemo(() => {
    const count = (key: 'waiting' | 'due'): Column<Queue> => ({
      key,
      header: t(`health.${key}`),
      align: 'end',
      cell: (row) => <span className="gh-numbers">{row[key].toLocaleString(locale)}</span>,
      csv: (row) => row[key],
    });
    return [
      {
        key: 'queue',
        header: t('health.queue'),
        cell: ({ queue }) => t(`health.queue.${queue}`),
        csv: ({ queue }) => queue,
        priority: 1,
      },
      count('waiting'),
      count('due'),
      {
        key: 'oldestDueAt',
        header: t('health.oldest'),
        cell: ({ oldestDueAt }) => (oldestDueAt === null ? '–' : <When at={oldestDueAt} />),
        csv: ({ oldestDueAt }) => oldestDueAt,
      },
      {
        key: 'givenUp',
        header: t('health.givenUp'),
        align: 'end',
        cell: ({ queue, givenUp }) =>
          givenUp === 0 ? (
            <StateBadge mood="good">0</StateBadge>
          ) : (
            <AppLink to={GIVEN_UP[queue]}>
              <StateBadge mood="bad">{givenUp.toLocaleString(locale)}</StateBadge>
            </AppLink>
          ),
        csv: ({ givenUp }) => givenUp,
      },
    ];
  }, [t, locale]);
}
