import type { AdminSchemas } from '@guildhall/api-client';
import { useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { shortId } from '../../../ui/short-id.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';
import { PayoutDay } from './payout-day.js';
import { PAYOUT_MOODS } from './payout.states.js';

export type Payout = AdminSchemas['PayoutResponse'];

/** How payouts are listed, everywhere. */
export function usePayoutColumns(): readonly Column<Payout>[] {
  const t = useT();
  return useMemo(
    () => [
      { key: 'id', header: t('payouts.id'), cell: ({ id }) => shortId(id), csv: ({ id }) => id, priority: 1 },
      {
        key: 'state',
        header: t('payouts.state'),
        cell: ({ state }) => <StateBadge mood={PAYOUT_MOODS[state]}>{t(`payout.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'sellerId',
        header: t('payouts.seller'),
        cell: ({ sellerId }) => <SellerLink sellerId={sellerId} />,
        csv: ({ sellerId }) => sellerId,
        priority: 3,
      },
      {
        key: 'origin',
        header: t('payouts.origin'),
        cell: ({ automatic }) => t(automatic ? 'payouts.bySchedule' : 'payouts.byHand'),
        csv: ({ automatic }) => (automatic ? 'automatic' : 'manual'),
        priority: 3,
      },
      {
        key: 'arrivesAt',
        header: t('payouts.arrives'),
        cell: (payout) => <PayoutDay payout={payout} />,
        csv: ({ arrivesAt }) => arrivesAt,
      },
      {
        key: 'createdAt',
        header: t('payouts.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
        priority: 3,
      },
      amountColumn('amount', t('payouts.amount'), (payout) => payout),
    ],
    [t],
  );
}
