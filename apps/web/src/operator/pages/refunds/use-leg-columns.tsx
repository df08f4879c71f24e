import type { AdminSchemas } from '@guildhall/api-client';
import { useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import type { Column } from '../../../data-table/table.types.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';

export type Leg = AdminSchemas['RefundPreviewLegResponse'];

const AMOUNTS = ['buyerMinor', 'takeBackMinor', 'commissionBackMinor'] as const;

/** A seller's part of a refund: the buyer's share is what the seller gives up and the commission that goes back. */
export function useLegColumns<Row extends Leg>(currency: string): readonly Column<Row>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'sellerId',
        header: t('refunds.seller'),
        cell: ({ sellerId }) => <SellerLink sellerId={sellerId} />,
        csv: ({ sellerId }) => sellerId,
        priority: 1,
      },
      ...AMOUNTS.map((key) =>
        amountColumn<Row>(key, t(`refunds.${key}`), (leg) => ({ amountMinor: leg[key], currency })),
      ),
    ],
    [t, currency],
  );
}
