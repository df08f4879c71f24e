import type { AdminSchemas } from '@guildhall/api-client';
import { useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { useT } from '../../messages.js';
import { knownState } from '../orders/timeline.states.js';

type Hit = AdminSchemas['SearchHitResponse'];

/** What was found: its kind, what is said of it, how much money it is. */
export function useHitColumns(): readonly Column<Hit>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'kind',
        header: t('search.kind'),
        cell: ({ kind }) => t(`search.kind.${kind}`),
        csv: ({ kind }) => kind,
        priority: 1,
      },
      {
        key: 'label',
        header: t('search.about'),
        cell: ({ label, currency }) => {
          const known = currency === null ? null : knownState(label);
          return known === null ? (
            label
          ) : (
            <StateBadge mood={known.mood}>{t(`timeline.state.${known.name}`)}</StateBadge>
          );
        },
        csv: ({ label }) => label,
      },
      amountColumn('amount', t('orders.amount'), ({ amountMinor, currency }) =>
        amountMinor === null || currency === null ? null : { amountMinor, currency },
      ),
      { key: 'id', header: t('search.id'), cell: ({ id }) => <IdText id={id} />, csv: ({ id }) => id, priority: 3 },
    ],
    [t],
  );
}
