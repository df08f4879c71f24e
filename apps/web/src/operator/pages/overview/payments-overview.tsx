import type { ReactNode } from 'react';
import { BarChart } from '../../../charts/bar-chart.js';
import { SimpleGrid, Stack, Text, Title } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { Figure } from './figure.js';
import type { Overview } from './overview.page.js';
import type { Period } from './overview-period.js';
import { useFormats } from './use-formats.js';
import { useMethodColumns } from './use-method-columns.js';
import { useReasonColumns } from './use-reason-columns.js';

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
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        <BarChart
          name="success-by-method"
          caption={t('overview.byMethod')}
          columns={useMethodColumns(interval)}
          rows={overview.attemptsByMethod}
          rowKey={({ methodType }) => methodType}
          share={({ successRateBasisPoints }) => (successRateBasisPoints ?? 0) / 10_000}
          empty={<Text c="dimmed">{t('overview.noAttempts')}</Text>}
        />
        <BarChart
          name="failures-by-reason"
          caption={t('overview.byReason')}
          columns={useReasonColumns(interval, attempts.failed)}
          rows={overview.failuresByReason}
          rowKey={({ reason }) => reason}
          share={({ failed }) => failed / attempts.failed}
          mood="bad"
          empty={<Text c="dimmed">{t('overview.noFailures')}</Text>}
        />
      </SimpleGrid>
    </Stack>
  );
}

interface PaymentsOverviewProps {
  readonly overview: Overview;
  readonly interval: Period['interval'];
}
