import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { Chart } from '../../../charts/chart.js';
import { SimpleGrid, Stack, Title } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import { Figure } from './figure.js';
import type { Period } from './overview-period.js';
import { useFormats } from './use-formats.js';

type CurrencyFigures = AdminSchemas['OverviewCurrencyResponse'];

const PAYOUTS = ['payoutsPaid', 'payoutsInTransit', 'payoutsFailed'] as const;

/** Sales, what the platform takes of them, refunds and payouts of one currency. */
export function CurrencyOverview({ figures, interval }: CurrencyOverviewProps): ReactNode {
  const t = useT();
  const { money, count, rate, point } = useFormats(interval);
  const { currency, current, previous, series } = figures;
  const amount = (minor: number): string => money(minor, currency);
  const labels = series.map(({ at }) => point(at));
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h3">
        {t('overview.sales', { currency: currency.toUpperCase() })}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }} spacing="sm">
        <Figure name={t('overview.volume')} value={amount(current.volumeMinor)} before={amount(previous.volumeMinor)} />
        <Figure name={t('overview.orders')} value={count(current.orders)} before={count(previous.orders)} />
        <Figure
          name={t('overview.commission')}
          value={amount(current.commissionMinor)}
          before={amount(previous.commissionMinor)}
        />
        <Figure
          name={t('overview.takeRate')}
          value={rate(current.takeRateBasisPoints)}
          before={rate(previous.takeRateBasisPoints)}
        />
        <Figure
          name={t('overview.refunded', { count: current.refunds })}
          value={amount(current.refundedMinor)}
          before={amount(previous.refundedMinor)}
        />
        {PAYOUTS.map((key) => (
          <Figure
            key={key}
            name={t(`overview.${key}`, { count: current[key].count })}
            value={amount(current[key].amountMinor)}
            before={amount(previous[key].amountMinor)}
          />
        ))}
      </SimpleGrid>
      <Chart
        kind="line"
        caption={t('overview.volumeChart')}
        labels={labels}
        series={[
          { name: t('overview.volume'), values: series.map(({ volumeMinor }) => volumeMinor) },
          { name: t('overview.refundedSeries'), values: series.map(({ refundedMinor }) => refundedMinor) },
          { name: t('overview.commission'), values: series.map(({ commissionMinor }) => commissionMinor) },
        ]}
        format={amount}
      />
      <Chart
        kind="bars"
        caption={t('overview.ordersChart')}
        labels={labels}
        series={[
          { name: t('overview.orders'), values: series.map(({ orders }) => orders) },
          { name: t('refunds.title'), values: series.map(({ refunds }) => refunds) },
        ]}
        format={count}
      />
    </Stack>
  );
}

interface CurrencyOverviewProps {
  readonly figures: CurrencyFigures;
  readonly interval: Period['interval'];
}
