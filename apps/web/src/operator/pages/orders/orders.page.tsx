import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { shortId } from '../../../ui/short-id.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { UserLink } from '../users/user-link.js';
import { ORDER_MOODS, ORDER_STATES, type OrderState } from './order.states.js';

type Order = AdminSchemas['OrderSummaryResponse'];

/** All orders, newest first. */
export default function OrdersPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({
      state: {
        label: t('orders.state'),
        options: ORDER_STATES.map((value) => ({ value, label: t(`order.state.${value}`) })),
      },
      sellerId: { label: t('orders.sellerId') },
    }),
    [t],
  );
  return (
    <Page title={t('orders.title')} hint={t('orders.hint')}>
      <DataTable<Order, { state: OrderState; sellerId: string }>
        name="orders"
        caption={t('orders.title')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/orders', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/orders/${id}`}
        empty={<Empty title={t('orders.empty')} hint={t('orders.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Order>[] {
  const t = useT();
  return useMemo(
    () => [
      { key: 'id', header: t('orders.id'), cell: ({ id }) => shortId(id), csv: ({ id }) => id, priority: 1 },
      {
        key: 'state',
        header: t('orders.state'),
        cell: ({ state }) => <StateBadge mood={ORDER_MOODS[state]}>{t(`order.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'buyer',
        header: t('orders.buyer'),
        cell: ({ guestEmail, userId }) => guestEmail ?? (userId === null ? null : <UserLink userId={userId} />),
        csv: ({ guestEmail, userId }) => guestEmail ?? userId,
        priority: 3,
      },
      {
        key: 'createdAt',
        header: t('orders.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
      amountColumn('amount', t('orders.amount'), (order) => order),
    ],
    [t],
  );
}
