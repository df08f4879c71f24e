import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { FilterBar } from '../../../data-table/filter-bar.js';
import { useTableUrl } from '../../../data-table/use-table-url.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Loaded } from '../../../ui/loaded.js';
import { Notice } from '../../../ui/notice.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { LedgerTabs } from './ledger-tabs.js';
import { TrialBalanceTable } from './trial-balance-table.js';

/** Debits and credits of every kind of account, now or at a moment that somebody chooses. */
export default function TrialBalancePage(): ReactNode {
  const t = useT();
  const definitions = useMemo(() => ({ at: { label: t('trialBalance.at'), isInstant: true } }), [t]);
  const { filters, setFilter, clearFilters } = useTableUrl<{ at: string }>(definitions);
  const balance = useQuery({
    queryKey: ['trial-balance', filters],
    queryFn: () => api.GET('/v1/ledger/trial-balance', { params: { query: filters } }),
  });
  return (
    <Page title={t('ledger.title')} hint={t('ledger.hint')}>
      <LedgerTabs />
      <FilterBar definitions={definitions} values={{ ...filters }} onChange={setFilter} onClear={clearFilters} />
      <Loaded query={balance} shape="table">
        {({ balanced, totals, lines }) =>
          totals.length === 0 ? (
            <Empty title={t('trialBalance.empty')} />
          ) : (
            <>
              <Notice
                mood={balanced ? 'good' : 'bad'}
                title={t(balanced ? 'trialBalance.balanced' : 'trialBalance.unbalanced')}
              />
              {totals.map((total) => (
                <TrialBalanceTable key={total.currency} total={total} lines={lines} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
