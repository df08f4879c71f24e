import type { AdminSchemas } from '@guildhall/api-client';
import { Money as Amount } from '@guildhall/money';
import { useMemo } from 'react';
import type { Column } from '../../../data-table/table.types.js';
import { Money } from '../../../ui/money.js';
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
      ...AMOUNTS.map((key): Column<Row> => ({
        key,
        header: t(`refunds.${key}`),
        align: 'end',
        cell: (leg) => <Money amountMinor={leg[key]} currency={currency} />,
        csv: (leg) => Amount.of(leg[key], currency).toDecimal(),
      })),
    ],
    [t, currency],
  );
}
