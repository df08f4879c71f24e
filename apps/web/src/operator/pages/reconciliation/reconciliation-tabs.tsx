import type { ReactNode } from 'react';
import { PageTabs } from '../../../shell/page-tabs.js';
import { useT } from '../../messages.js';

/** What was compared, and what did not agree. */
export function ReconciliationTabs(): ReactNode {
  const t = useT();
  return (
    <PageTabs
      label={t('reconciliation.title')}
      tabs={[
        { to: '/reconciliation', label: t('reconciliation.runs') },
        { to: '/reconciliation/differences', label: t('reconciliation.differences') },
      ]}
    />
  );
}
