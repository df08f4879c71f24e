import type { AdminSchemas } from '@guildhall/api-client';
import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { IdText } from '../../../ui/id-text.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import type { Path } from './money-links.js';
import { useNodeWords } from './use-node-words.js';

export type Flow = AdminSchemas['MoneyFlowResponse'];

/** Every single movement, and the journal entry that says so. */
export function useFlowColumns({ nodes, currency }: Path): readonly Column<Flow>[] {
  const t = useT();
  const { nameOf } = useNodeWords(currency);
  const name = (id: string): string => {
    const node = nodes.find((each) => each.id === id);
    return node === undefined ? id : nameOf(node);
  };
  return [
    {
      key: 'from',
      header: t('moneyPath.from'),
      cell: ({ fromId, entryId }) => <AppLink to={`/ledger/entries/${entryId}`}>{name(fromId)}</AppLink>,
      csv: ({ fromId }) => name(fromId),
      priority: 1,
    },
    { key: 'to', header: t('moneyPath.to'), cell: ({ toId }) => name(toId), csv: ({ toId }) => name(toId) },
    amountColumn('amount', t('orders.amount'), ({ amountMinor }) => ({ amountMinor, currency })),
    {
      key: 'stripeObjectId',
      header: t('timeline.stripeId'),
      cell: ({ stripeObjectId }) => (stripeObjectId === null ? '–' : <IdText id={stripeObjectId} />),
      csv: ({ stripeObjectId }) => stripeObjectId,
      priority: 3,
    },
    {
      key: 'occurredAt',
      header: t('timeline.at'),
      cell: ({ occurredAt }) => <When at={occurredAt} exact />,
      csv: ({ occurredAt }) => occurredAt,
    },
  ];
}
