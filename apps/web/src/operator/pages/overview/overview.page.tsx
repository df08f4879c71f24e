import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Page } from '../../../shell/page.js';
import { Loaded } from '../../../ui/loaded.js';
import { Group, NativeSelect, Stack, Text } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { CurrencyOverview } from './currency-overview.js';
import { type Period, periodOf } from './overview-period.js';
import { PaymentsOverview } from './payments-overview.js';
import { PeriodChoice } from './period-choice.js';
import { RightNow } from './right-now.js';

export type Overview = AdminSchemas['OverviewResponse'];

/** How the market does: a period beside the one before, and what needs somebody now. */
export default function OverviewPage(): ReactNode {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const [now] = useState(() => new Date());
  const period = periodOf(params, now);
  const { from, to, interval } = period;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const overview = useQuery({
    queryKey: ['overview', from, to, interval, timeZone],
    queryFn: () => api.GET('/v1/overview', { params: { query: { from, to, interval, timeZone } } }),
    placeholderData: keepPreviousData,
  });
  const currency = params.get('currency');
  const change = (next: Readonly<Record<string, string>>): void => {
    setParams(next, { replace: true });
  };
  return (
    <Page title={t('overview.title')} hint={t('overview.hint')}>
      <PeriodChoice
        period={period}
        onChange={(next) => {
          change({ ...next, ...(currency === null ? {} : { currency }) });
        }}
      />
      <Loaded query={overview}>
        {(found) => (
          <Sections
            overview={found}
            interval={found.interval}
            isStale={overview.isPlaceholderData}
            wanted={currency}
            onCurrency={(value) => {
              change({ ...Object.fromEntries(params), currency: value });
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Amounts of different currencies are never added up: one is chosen. */
function Sections({ overview, interval, isStale, wanted, onCurrency }: SectionsProps): ReactNode {
  const t = useT();
  const { currencies } = overview;
  const shown = currencies.find(({ currency }) => currency === wanted) ?? currencies[0];
  return (
    <Stack gap="xl" aria-busy={isStale}>
      <RightNow overview={overview} interval={interval} />
      {currencies.length > 1 && shown !== undefined && (
        <Group>
          <NativeSelect
            size="sm"
            label={t('payouts.currency')}
            data={currencies.map(({ currency }) => ({ value: currency, label: currency.toUpperCase() }))}
            value={shown.currency}
            onChange={({ currentTarget: { value } }) => {
              onCurrency(value);
            }}
          />
        </Group>
      )}
      {shown === undefined ? (
        <Text c="dimmed">{t('overview.nothing')}</Text>
      ) : (
        <CurrencyOverview figures={shown} interval={interval} />
      )}
      <PaymentsOverview overview={overview} interval={interval} />
    </Stack>
  );
}

interface SectionsProps {
  readonly overview: Overview;
  readonly interval: Period['interval'];
  readonly isStale: boolean;
  readonly wanted: string | null;
  readonly onCurrency: (currency: string) => void;
}
