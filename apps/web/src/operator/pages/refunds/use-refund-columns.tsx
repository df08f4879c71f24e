import type { AdminSchemas } from '@guildhall/api-client';
import { useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { shortId } from '../../../ui/short-id.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { REFUND_MOODS } from './refund.states.js';

export type Refund = AdminSchemas['RefundResponse'];

/** How refunds are listed, everywhere. */
export function useRefundColumns(): readonly Column<Refund>[] {
  const t = useT();
  return useMemo(
    () => [
      { key: 'id', header: t('refunds.id'), cell: ({ id }) => shortId(id), csv: ({ id }) => id, priority: 1 },
      {
        key: 'state',
        header: t('refunds.state'),
        cell: ({ state }) => <StateBadge mood={REFUND_MOODS[state]}>{t(`refund.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'orderId',
        header: t('refunds.order'),
        cell: ({ orderId }) => <AppLink to={`/orders/${orderId}`}>{shortId(orderId)}</AppLink>,
        csv: ({ orderId }) => orderId,
        priority: 3,
      },
      {
        key: 'reason',
        header: t('refunds.reason'),
        cell: ({ reason }) => t(`refund.reason.${reason}`),
        csv: ({ reason }) => reason,
        priority: 3,
      },
      {
        key: 'createdAt',
        header: t('refunds.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
      amountColumn('amount', t('refunds.amount'), (refund) => refund),
    ],
    [t],
  );
}
