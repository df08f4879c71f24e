import type { SellerSchemas } from '@guildhall/api-client';
import { Money as Amount } from '@guildhall/money';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Chart } from '../../charts/chart.js';
import { useMessages } from '../../i18n/messages.context.js';
import { Loading } from '../../ui/loading.js';
import { Group, NativeSelect, Paper, Stack, Text, Title } from '../../ui/mantine.js';
import { Problem } from '../../ui/problem.js';
import { api } from '../api.js';
import { useT } from '../messages.js';
import { SALES_PERIODS, salesPeriod } from './sales-period.js';

type CurrencySales = SellerSchemas['CurrencySalesResponse'];

const PARAM = 'sales';
/** Of the chart with its caption: nothing moves when it comes. */
const CHART_HEIGHT = 300;

/** The seller's own part of what was sold, a chart per currency. The period is in the address. */
export default function SalesChart(): ReactNode {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const name = SALES_PERIODS.find((each) => each === params.get(PARAM)) ?? 'days';
  const day = new Date().toDateString();
  const period = useMemo(() => salesPeriod(name, new Date(`${day} 12:00`)), [name, day]);
  const sales = useQuery({
    queryKey: ['sales', period],
    queryFn: () => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      return api.GET('/v1/sales', { params: { query: { ...period, timeZone } } });
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Paper withBorder radius="lg" p="lg" component="section">
      <Stack>
        <Group justify="space-between" align="flex-end" gap="sm">
          <div>
            <Title order={2} size="h3">
              {t('sales.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('sales.hint')}
            </Text>
          </div>
          <NativeSelect
            size="sm"
            aria-label={t('sales.period')}
            data={SALES_PERIODS.map((value) => ({ value, label: t(`sales.last.${value}`) }))}
            value={name}
            onChange={({ currentTarget: { value } }) => {
              setParams(value === 'days' ? {} : { [PARAM]: value }, { replace: true });
            }}
          />
        </Group>
        {sales.isPending && <Loading shape="line" height={CHART_HEIGHT} />}
        {sales.isError && <Problem error={sales.error} onRetry={() => void sales.refetch()} />}
        {sales.data?.currencies.map((each) => (
          <CurrencyChart key={each.currency} {...each} interval={period.interval} />
        ))}
      </Stack>
    </Paper>
  );
}

function CurrencyChart({ currency, orders, transferMinor, series, interval }: CurrencyChartProps): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const format = (minor: number): string => Amount.of(Math.round(minor), currency).format(locale);
  const style = interval === 'month' ? ({ month: 'short', year: '2-digit' } as const) : ({ month: 'short', day: 'numeric' } as const); // prettier-ignore
  return (
    <Chart
      kind="bars"
      caption={t('sales.caption', { orders, amount: format(transferMinor) })}
      labels={series.map(({ at }) => new Date(at).toLocaleDateString(locale, style))}
      series={[{ name: t('order.yours'), values: series.map((point) => point.transferMinor) }]}
      format={format}
    />
  );
}

interface CurrencyChartProps extends CurrencySales {
  readonly interval: 'day' | 'week' | 'month';
}
