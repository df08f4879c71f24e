import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ReconciliationTabs } from './reconciliation-tabs.js';
import { type Run, RUN_MOODS } from './reconciliation.states.js';
import { StartRun } from './start-run.js';

const NO_FILTERS = {};

/** Every comparison of the books with Stripe, newest first. */
export default function RunsPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('reconciliation.title')} hint={t('reconciliation.hint')} actions={<StartRun />}>
      <ReconciliationTabs />
      <DataTable<Run>
        name="reconciliation-runs"
        caption={t('reconciliation.runs')}
        columns={useColumns()}
        filters={NO_FILTERS}
        load={(query) => api.GET('/v1/reconciliation/runs', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/reconciliation/runs/${id}`}
        empty={<Empty title={t('reconciliation.empty')} hint={t('reconciliation.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Run>[] {
  const t = useT();
  const { locale } = useMessages();
  return useMemo(() => {
    const count = (key: 'accountsDone' | 'transactionsCompared' | 'differencesFound', header: string): Column<Run> => ({
      key,
      header,
      align: 'end',
      cell: (run) => <span className="gh-numbers">{run[key].toLocaleString(locale)}</span>,
      csv: (run) => run[key],
    });
    return [
      {
        key: 'createdAt',
        header: t('reconciliation.started'),
        cell: ({ createdAt }) => <When at={createdAt} exact />,
        csv: ({ createdAt }) => createdAt,
        priority: 1,
      },
      {
        key: 'state',
        header: t('reconciliation.state'),
        cell: ({ state }) => <StateBadge mood={RUN_MOODS[state]}>{t(`run.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'requestedByUserId',
        header: t('reconciliation.origin'),
        cell: ({ requestedByUserId }) =>
          t(requestedByUserId === null ? 'reconciliation.nightly' : 'reconciliation.byHand'),
        csv: ({ requestedByUserId }) => requestedByUserId,
        priority: 3,
      },
      count('accountsDone', t('reconciliation.accounts')),
      count('transactionsCompared', t('reconciliation.transactions')),
      count('differencesFound', t('reconciliation.differences')),
    ];
  }, [t, locale]);
}
