import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { SimpleGrid, Stack, Text, Title } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { Figure } from './figure.js';
import type { Overview } from './overview.page.js';
import type { Period } from './overview-period.js';
import { useFormats } from './use-formats.js';

type Method = AdminSchemas['OverviewMethodResponse'];
type Reason = AdminSchemas['OverviewReasonResponse'];

const OUTCOMES = ['succeeded', 'failed', 'pending'] as const;

/** How paying goes: success by method, declines by reason, disputes, and how soon Stripe's events are applied. */
export function PaymentsOverview({ overview, interval }: PaymentsOverviewProps): ReactNode {
  const t = useT();
  const { count, rate, lag } = useFormats(interval);
  const { attempts, previousAttempts, disputes, previousDisputes } = overview;
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h3">
        {t('overview.payments')}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }} spacing="sm">
        <Figure
          name={t('overview.successRate')}
          value={rate(attempts.successRateBasisPoints)}
          before={rate(previousAttempts.successRateBasisPoints)}
        />
        <Figure name={t('overview.disputes')} value={count(disputes)} before={count(previousDisputes)} />
        <Figure name={t('overview.medianLag')} value={lag(overview.webhookMedianLagMs)} />
        <Figure name={t('overview.p95Lag')} value={lag(overview.webhookP95LagMs)} />
      </SimpleGrid>
      <RowsTable<Method>
        name="success-by-method"
        title={t('overview.byMethod')}
        columns={useMethodColumns(interval)}
        rows={overview.attemptsByMethod}
        rowKey={({ methodType }) => methodType}
        empty={<Text c="dimmed">{t('overview.noAttempts')}</Text>}
      />
      <RowsTable<Reason>
        name="failures-by-reason"
        title={t('overview.byReason')}
        columns={useReasonColumns(interval, attempts.failed)}
        rows={overview.failuresByReason}
        rowKey={({ reason }) => reason}
        empty={<Text c="dimmed">{t('overview.noFailures')}</Text>}
      />
    </Stack>
  );
}

function useMethodColumns(interval: Period['interval']): readonly Column<Method>[] {
  const t = useT();
  const { count, rate } = useFormats(interval);
  return [
    {
      key: 'methodType',
      header: t('attempts.method'),
      cell: ({ methodType }) => methodType,
      csv: ({ methodType }) => methodType,
      priority: 1,
    },
    ...OUTCOMES.map((key): Column<Method> => ({
      key,
      header: t(`attempt.outcome.${key}`),
      align: 'end',
      cell: (method) => count(method[key]),
      csv: (method) => method[key],
    })),
    {
      key: 'successRate',
      header: t('overview.successRate'),
      align: 'end',
      cell: ({ successRateBasisPoints }) => rate(successRateBasisPoints),
      csv: ({ successRateBasisPoints }) => (successRateBasisPoints === null ? null : successRateBasisPoints / 10_000),
    },
  ];
}

function useReasonColumns(interval: Period['interval'], total: number): readonly Column<Reason>[] {
  const t = useT();
  const { count, rate } = useFormats(interval);
  const share = ({ failed }: Reason): number | null => (total === 0 ? null : Math.round((failed * 10_000) / total));
  return [
    {
      key: 'reason',
      header: t('attempts.reason'),
      cell: ({ reason }) => reason,
      csv: ({ reason }) => reason,
      priority: 1,
    },
    {
      key: 'failed',
      header: t('attempt.outcome.failed'),
      align: 'end',
      cell: ({ failed }) => count(failed),
      csv: ({ failed }) => failed,
    },
    {
      key: 'share',
      header: t('overview.share'),
      align: 'end',
      cell: (row) => rate(share(row)),
      csv: (row) => (share(row) ?? 0) / 10_000,
    },
  ];
}

interface PaymentsOverviewProps {
  readonly overview: Overview;
  readonly interval: Period['interval'];
}
