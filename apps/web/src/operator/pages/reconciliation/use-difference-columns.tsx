import { useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { Button } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import type { Difference } from './reconciliation.states.js';

/** What a later run writes when it finds that both sides agree; everything else is an operator's note. */
const AGREED_LATER = /^both sides agree since reconciliation run /;

/** @param settle asks for the note that settles an open one; keep it the same between renderings */
export function useDifferenceColumns(settle: (difference: Difference) => void): readonly Column<Difference>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'kind',
        header: t('differences.kind'),
        cell: ({ kind }) => t(`difference.kind.${kind}`),
        csv: ({ kind }) => kind,
        priority: 1,
      },
      {
        key: 'stripeAccount',
        header: t('differences.account'),
        cell: ({ stripeAccount: id }) => (id === 'platform' ? t('webhooks.platform') : <IdText id={id} />),
        csv: ({ stripeAccount }) => stripeAccount,
      },
      {
        key: 'balanceTransactionId',
        header: t('differences.transaction'),
        cell: ({ balanceTransactionId: id }) => (id === null ? t('differences.wholeBalance') : <IdText id={id} />),
        csv: ({ balanceTransactionId }) => balanceTransactionId,
      },
      amountColumn('stripe', t('differences.stripe'), ({ stripeMinor, currency }) => ({
        amountMinor: stripeMinor,
        currency,
      })),
      amountColumn('ledger', t('differences.ledger'), ({ ledgerMinor, currency }) => ({
        amountMinor: ledgerMinor,
        currency,
      })),
      {
        key: 'createdAt',
        header: t('differences.found'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
        priority: 3,
      },
      {
        key: 'resolution',
        header: t('differences.resolution'),
        cell: (row) => {
          if (row.resolvedAt !== null) {
            const isGone = row.resolution === null || AGREED_LATER.test(row.resolution);
            return <StateBadge mood="good">{isGone ? t('differences.gone') : row.resolution}</StateBadge>;
          }
          return (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                settle(row);
              }}
            >
              {t('differences.settle')}
            </Button>
          );
        },
        csv: ({ resolution }) => resolution,
      },
    ],
    [t, settle],
  );
}
