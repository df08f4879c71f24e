import type { AdminSchemas } from '@guildhall/api-client';
import { useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { Group } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { useT } from '../../messages.js';
import { journalWords } from '../../words/journal-words.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { knownState } from '../orders/timeline.states.js';

type Hit = AdminSchemas['SearchHitResponse'];

/** Their label is what and its state: `payout.create succeeded`. */
function isCall(kind: Hit['kind']): boolean {
  return kind === 'operation' || kind === 'webhook_event';
}

/** What was found: its kind, what is said of it, how much money it is. */
export function useHitColumns(): readonly Column<Hit>[] {
  const t = useT();
  const words = useCodeWords();
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
        cell: ({ kind, label, currency }) => {
          if (kind === 'journal_entry') return journalWords(t, label);
          const [what = '', state] = currency === null ? label.split(' ') : ['', label];
          const known = isCall(kind) || currency !== null ? knownState(state ?? '') : null;
          if (known === null) return label;
          return (
            <Group gap="xs">
              {kind === 'operation' ? words('operation', what) : what}
              <StateBadge mood={known.mood}>{t(`timeline.state.${known.name}`)}</StateBadge>
            </Group>
          );
        },
        csv: ({ label }) => label,
      },
      amountColumn('amount', t('orders.amount'), ({ amountMinor, currency }) =>
        amountMinor === null || currency === null ? null : { amountMinor, currency },
      ),
      { key: 'id', header: t('search.id'), cell: ({ id }) => <IdText id={id} />, csv: ({ id }) => id, priority: 3 },
    ],
    [t, words],
  );
}
