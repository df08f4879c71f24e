import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import { Loaded } from '../../../ui/loaded.js';
import { Text } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { type Refund, useRefundColumns } from '../refunds/use-refund-columns.js';

/** The API's most at once; an order has one or two. */
const MOST = 100;

export function OrderRefunds({ orderId }: { orderId: string }): ReactNode {
  const t = useT();
  const refunds = useQuery({
    queryKey: ['order', orderId, 'refunds'],
    queryFn: () => api.GET('/v1/refunds', { params: { query: { orderId, limit: MOST } } }),
  });
  const columns = useRefundColumns().filter(({ key }) => key !== 'orderId');
  return (
    <Loaded query={refunds} shape="text">
      {({ data }) => (
        <RowsTable<Refund>
          name="order-refunds"
          title={t('refunds.title')}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/refunds/${id}`}
          empty={<Text c="dimmed">{t('order.noRefunds')}</Text>}
        />
      )}
    </Loaded>
  );
}
