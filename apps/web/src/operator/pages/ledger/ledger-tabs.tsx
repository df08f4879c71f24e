import type { ReactNode } from 'react';
import { PageTabs } from '../../../shell/page-tabs.js';
import { useT } from '../../messages.js';

/** The ways to look at the books. */
export function LedgerTabs(): ReactNode {
  const t = useT();
  return (
    <PageTabs
      label={t('ledger.title')}
      tabs={[
        { to: '/ledger', label: t('ledger.accounts') },
        { to: '/ledger/entries', label: t('ledger.entries') },
        { to: '/ledger/trial-balance', label: t('ledger.trialBalance') },
      ]}
    />
  );
}
