import type { SellerSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { shortId } from '../../../ui/short-id.js';
import { type Mood, StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

type Refund = SellerSchemas['SellerRefundResponse'];

/** Complete by type: a new state of the API does not compile until it has a mood (and its words). */
const MOODS: Readonly<Record<Refund['state'], Mood>> = {
  requested: 'waiting',
  pending: 'waiting',
  requires_action: 'waiting',
  succeeded: 'over',
  failed: 'bad',
  canceled: 'over',
  rejected: 'bad',
};

/** The seller's own part of what went back to buyers, newest first. */
export default function RefundsPage(): ReactNode {
  const t = useT();
  const filters = useMemo(() => ({ orderId: { label: t('order.number') } }), [t]);
  return (
    <Page title={t('refunds.title')} hint={t('refunds.hint')}>
      <DataTable<Refund, { orderId: string }>
        name="refunds"
        caption={t('refunds.title')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/refunds', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ orderId }) => `/orders/${orderId}`}
        empty={<Empty title={t('refunds.empty')} hint={t('refunds.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Refund>[] {
  const t = useT();
  return useMemo(() => {
    const amount = (key: 'buyer' | 'commission' | 'yours', of: (refund: Refund) => number): Column<Refund> =>
      amountColumn(key, t(`refunds.${key}`), (refund) => ({ amountMinor: of(refund), currency: refund.currency }));
    return [
      {
        key: 'order',
        header: t('orders.order'),
        cell: ({ orderId }) => shortId(orderId),
        csv: ({ orderId }) => orderId,
        priority: 1,
      },
      {
        key: 'state',
        header: t('orders.state'),
        cell: ({ state }) => <StateBadge mood={MOODS[state]}>{t(`refund.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'settlement',
        header: t('refunds.settlement'),
        cell: ({ settlement }) => t(`refund.settlement.${settlement}`),
        csv: ({ settlement }) => settlement,
      },
      {
        key: 'createdAt',
        header: t('refunds.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
      amount('buyer', (refund) => refund.buyerMinor),
      amount('commission', (refund) => refund.commissionBackMinor),
      amount('yours', (refund) => refund.yoursMinor),
    ];
  }, [t]);
}
