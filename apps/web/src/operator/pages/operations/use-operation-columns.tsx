import { useMemo } from 'react';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { type Operation, OPERATION_MOODS } from './operation.states.js';

export function useOperationColumns(): readonly Column<Operation>[] {
  const t = useT();
  const words = useCodeWords();
  return useMemo(
    () => [
      {
        key: 'kind',
        header: t('operations.kind'),
        cell: ({ kind }) => words('operation', kind),
        csv: ({ kind }) => kind,
        priority: 1,
      },
      {
        key: 'state',
        header: t('operations.state'),
        cell: ({ state }) => <StateBadge mood={OPERATION_MOODS[state]}>{t(`operation.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      { key: 'id', header: t('operations.id'), cell: ({ id }) => <IdText id={id} />, csv: ({ id }) => id, priority: 3 },
      {
        key: 'resultId',
        header: t('operations.result'),
        cell: ({ resultId }) => (resultId === null ? '–' : <IdText id={resultId} />),
        csv: ({ resultId }) => resultId,
      },
      {
        key: 'attempts',
        header: t('operations.attempts'),
        align: 'end',
        cell: ({ attempts }) => <span className="gh-numbers">{attempts}</span>,
        csv: ({ attempts }) => attempts,
      },
      {
        key: 'createdAt',
        header: t('operations.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
    ],
    [t, words],
  );
}
