import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { shortId } from '../../../ui/short-id.js';
import { Anchor } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { ORDER_MOODS } from '../../order/order-progress.js';
import type { Order } from '../../order/use-order.js';

const NO_FILTERS = {};

/** What the person who is signed in has ordered, newest first. */
export default function OrdersPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('orders.title')}>
      <DataTable<Order>
        name="my-orders"
        caption={t('orders.title')}
        columns={useColumns()}
        filters={NO_FILTERS}
        load={(query) => api.GET('/v1/orders', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/orders/${id}`}
        empty={
          <Empty title={t('orders.empty')}>
            <Anchor component={AppLink} to="/" underline="always">
              {t('cart.toCatalogue')}
            </Anchor>
          </Empty>
        }
      />
    </Page>
  );
}

function useColumns(): readonly Column<Order>[] {
  const t = useT();
  return useMemo(
    () => [
      { key: 'id', header: t('order.heading'), cell: ({ id }) => shortId(id), csv: ({ id }) => id, priority: 1 },
      {
        key: 'state',
        header: t('orders.state'),
        cell: ({ state }) => <StateBadge mood={ORDER_MOODS[state]}>{t(`order.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'contents',
        header: t('order.contents'),
        cell: ({ lines }) => lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', '),
        csv: ({ lines }) => lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', '),
      },
      {
        key: 'createdAt',
        header: t('order.placed'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
      amountColumn('amount', t('totals.total'), (order) => order),
    ],
    [t],
  );
}
