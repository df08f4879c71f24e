import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { RowsTable } from '../../../data-table/rows-table.js';
import { Loaded } from '../../../ui/loaded.js';
import { Text } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { type Payout, usePayoutColumns } from '../payouts/use-payout-columns.js';

const NEWEST = 10;

/** The newest payouts of a seller; all of them are a link away. */
export function SellerPayouts({ sellerId }: { sellerId: string }): ReactNode {
  const t = useT();
  const payouts = useQuery({
    queryKey: ['seller', sellerId, 'payouts'],
    queryFn: () => api.GET('/v1/payouts', { params: { query: { sellerId, limit: NEWEST } } }),
  });
  const columns = usePayoutColumns().filter(({ key }) => key !== 'sellerId');
  return (
    <Loaded query={payouts} shape="table">
      {({ data }) => (
        <RowsTable<Payout>
          name="seller-payouts"
          title={t('seller.newestPayouts')}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/payouts/${id}`}
          empty={<Text c="dimmed">{t('payouts.empty')}</Text>}
        />
      )}
    </Loaded>
  );
}
