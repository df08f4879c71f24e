import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { Empty } from '../../../ui/empty.js';
import { useT } from '../../messages.js';
import { commissionWords } from '../../words/commission-words.js';
import { SellerLink } from '../sellers/seller-link.js';

type Line = AdminSchemas['OrderFileLineResponse'];

const AMOUNTS = ['goodsMinor', 'shippingMinor', 'commissionMinor'] as const;

/** What was bought, and how the commission on it came about. */
export function OrderLines({ order }: { order: AdminSchemas['OrderFileResponse'] }): ReactNode {
  const t = useT();
  return (
    <RowsTable<Line>
      name="order-lines"
      title={t('lines.title')}
      columns={useColumns(order.currency)}
      rows={order.lines}
      rowKey={({ id }) => id}
      empty={<Empty title={t('lines.empty')} />}
    />
  );
}

function useColumns(currency: string): readonly Column<Line>[] {
  const t = useT();
  const { locale } = useMessages();
  return useMemo(
    () => [
      {
        key: 'title',
        header: t('lines.what'),
        cell: ({ title, quantity }) => t('lines.times', { quantity, title }),
        csv: ({ title }) => title,
        priority: 1,
      },
      {
        key: 'sellerId',
        header: t('lines.seller'),
        cell: ({ sellerId }) => <SellerLink sellerId={sellerId} />,
        csv: ({ sellerId }) => sellerId,
      },
      ...AMOUNTS.map((key) =>
        amountColumn<Line>(key, t(`lines.${key}`), (line) => ({ amountMinor: line[key], currency })),
      ),
      {
        key: 'commissionExplanation',
        header: t('lines.why'),
        cell: ({ commissionExplanation }) => commissionWords(t, locale, commissionExplanation),
        csv: ({ commissionExplanation }) => commissionExplanation,
        priority: 3,
      },
    ],
    [t, locale, currency],
  );
}
