import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { shortId } from '../../../ui/short-id.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { OrderBadge, progressOf } from '../../orders/order-badge.js';
import type { Order } from '../../orders/use-order.js';

type Fulfilment = 'to_ship' | 'shipped';

/** The seller's part of every paid order, newest first. */
export default function OrdersPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({
      fulfilment: {
        label: t('orders.state'),
        options: (['to_ship', 'shipped'] as const).map((value) => ({ value, label: t(`order.progress.${value}`) })),
      },
    }),
    [t],
  );
  return (
    <Page title={t('orders.title')}>
      <DataTable<Order, { fulfilment: Fulfilment }>
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
      { key: 'id', header: t('orders.order'), cell: ({ id }) => shortId(id), csv: ({ id }) => id, priority: 1 },
      { key: 'state', header: t('orders.state'), cell: (order) => <OrderBadge order={order} />, csv: progressOf },
      {
        key: 'goods',
        header: t('order.goods'),
        cell: ({ lines: [first, ...others] }) =>
          first === undefined
            ? null
            : t('orders.goods', { quantity: first.quantity, title: first.title, more: others.length }),
        csv: ({ lines }) => lines.map(({ quantity, title }) => `${quantity} x ${title}`).join(', '),
      },
      {
        key: 'paidAt',
        header: t('order.paidAt'),
        cell: ({ paidAt }) => (paidAt === null ? null : <When at={paidAt} />),
        csv: ({ paidAt }) => paidAt,
      },
      amountColumn('transfer', t('order.yours'), ({ transferMinor, currency }) => ({
        amountMinor: transferMinor,
        currency,
      })),
    ],
    [t],
  );
}
