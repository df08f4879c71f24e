import { type ReactNode, useMemo, useState } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ReconciliationTabs } from './reconciliation-tabs.js';
import type { Difference } from './reconciliation.states.js';
import { SettleDialog } from './settle.dialog.js';
import { StartRun } from './start-run.js';
import { useDifferenceColumns } from './use-difference-columns.js';

interface Filters {
  state: 'open' | 'resolved';
  stripeAccount: string;
  runId: string;
}

/** Where the books and Stripe disagree, or did, newest first. */
export default function DifferencesPage(): ReactNode {
  const t = useT();
  const [settling, setSettling] = useState<Difference | null>(null);
  const filters = useMemo(
    () => ({
      state: {
        label: t('reconciliation.state'),
        options: (['open', 'resolved'] as const).map((value) => ({ value, label: t(`difference.state.${value}`) })),
      },
      stripeAccount: { label: t('differences.account') },
      runId: { label: t('differences.run') },
    }),
    [t],
  );
  return (
    <Page title={t('reconciliation.title')} hint={t('reconciliation.hint')} actions={<StartRun />}>
      <ReconciliationTabs />
      <DataTable<Difference, Filters>
        name="differences"
        caption={t('reconciliation.differences')}
        columns={useDifferenceColumns(setSettling)}
        filters={filters}
        load={(query) => api.GET('/v1/reconciliation/differences', { params: { query } })}
        rowKey={({ id }) => id}
        empty={<Empty title={t('differences.empty')} hint={t('differences.emptyHint')} />}
      />
      {settling !== null && (
        <SettleDialog
          difference={settling}
          onClose={() => {
            setSettling(null);
          }}
        />
      )}
    </Page>
  );
}
