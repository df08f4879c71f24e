import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { Loaded } from '../../../ui/loaded.js';
import { Text } from '../../../ui/mantine.js';
import { type Mood, StateBadge } from '../../../ui/state-badge.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';

type Share = AdminSchemas['SellerShareResponse'];
type Transfer = AdminSchemas['TransferResponse'];
type Row = Share & { readonly transfer: Transfer | undefined };

/** More sellers than this are in no order. */
const MOST = 100;
const AMOUNTS = ['amountMinor', 'commissionMinor', 'transferMinor'] as const;
const TRANSFER_MOODS: Readonly<Record<Transfer['state'], Mood>> = {
  waiting: 'waiting',
  requested: 'waiting',
  created: 'good',
  rejected: 'bad',
  canceled: 'over',
  reversed: 'over',
};

/** What each seller gets of an order, and the transfer that brings it. */
export function OrderShares({ order }: { order: AdminSchemas['OrderFileResponse'] }): ReactNode {
  const t = useT();
  const { id: orderId, shares, currency } = order;
  const transfers = useQuery({
    queryKey: ['order', orderId, 'transfers'],
    queryFn: () => api.GET('/v1/transfers', { params: { query: { orderId, limit: MOST } } }),
  });
  const columns = useColumns(currency);
  return (
    <Loaded query={transfers} shape="table">
      {({ data }) => (
        <RowsTable<Row>
          name="order-sellers"
          title={t('shares.title')}
          columns={columns}
          rows={shares.map((share) => ({
            ...share,
            transfer: data.find(({ sellerId }) => sellerId === share.sellerId),
          }))}
          rowKey={({ sellerId }) => sellerId}
          empty={<Text c="dimmed">{t('shares.empty')}</Text>}
        />
      )}
    </Loaded>
  );
}

function useColumns(currency: string): readonly Column<Row>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'sellerId',
        header: t('lines.seller'),
        cell: ({ sellerId }) => <SellerLink sellerId={sellerId} />,
        csv: ({ sellerId }) => sellerId,
        priority: 1,
      },
      ...AMOUNTS.map((key) =>
        amountColumn<Row>(key, t(`shares.${key}`), (share) => ({ amountMinor: share[key], currency })),
      ),
      {
        key: 'transferState',
        header: t('shares.transfer'),
        cell: ({ transfer }) =>
          transfer === undefined ? (
            '–'
          ) : (
            <StateBadge mood={TRANSFER_MOODS[transfer.state]}>{t(`transfer.state.${transfer.state}`)}</StateBadge>
          ),
        csv: ({ transfer }) => transfer?.state ?? null,
      },
      {
        key: 'stripeTransferId',
        header: t('shares.transferId'),
        cell: ({ transfer }) => (transfer?.stripeTransferId == null ? '–' : <IdText id={transfer.stripeTransferId} />),
        csv: ({ transfer }) => transfer?.stripeTransferId ?? null,
        priority: 3,
      },
      {
        key: 'failureReason',
        header: t('shares.failure'),
        cell: ({ transfer }) => transfer?.failureReason ?? '–',
        csv: ({ transfer }) => transfer?.failureReason ?? null,
        priority: 3,
      },
    ],
    [t, currency],
  );
}
