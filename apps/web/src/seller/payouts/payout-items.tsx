import type { SellerSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../data-table/amount-column.js';
import { DataTable } from '../../data-table/data-table.js';
import type { Column } from '../../data-table/table.types.js';
import { AppLink } from '../../shell/app-link.js';
import { Empty } from '../../ui/empty.js';
import { Anchor, Stack, Text, Title } from '../../ui/mantine.js';
import { shortId } from '../../ui/short-id.js';
import { When } from '../../ui/when.js';
import { useT } from '../messages.js';

type Detail = SellerSchemas['PayoutDetailResponse'];
type Item = SellerSchemas['PayoutItemResponse'];

const TYPES = [
  'payment',
  'payment_refund',
  'payment_failure_refund',
  'charge',
  'transfer',
  'transfer_refund',
  'application_fee',
  'application_fee_refund',
  'refund',
  'payout_failure',
  'adjustment',
  'reserve_transaction',
  'reserved_funds',
  'stripe_fee',
] as const;
const NO_FILTERS = {};

/** What a payout consists of, with the order that each part came from. */
export function PayoutItems({ payout: { id, contents } }: { payout: Detail }): ReactNode {
  const t = useT();
  const { basis, items, isComplete } = contents;
  const columns = useColumns();
  return (
    <Stack component="section" gap="sm">
      <div>
        <Title order={2} size="h3">
          {t('payout.contents')}
        </Title>
        <Text c="dimmed">{t(`payout.basis.${basis}`)}</Text>
        {!isComplete && <Text c="dimmed">{t('payout.incomplete', { count: items.length })}</Text>}
      </div>
      {basis !== 'unknown' && (
        <DataTable<Item>
          name={`payout-${id}`}
          caption={t('payout.contents')}
          columns={columns}
          filters={NO_FILTERS}
          load={() => Promise.resolve({ data: items, nextCursor: null })}
          rowKey={(item) => item.id}
          empty={<Empty title={t('payout.noItems')} />}
        />
      )}
    </Stack>
  );
}

function useColumns(): readonly Column<Item>[] {
  const t = useT();
  return useMemo(() => {
    const amount = (key: 'amount' | 'fee' | 'net', of: (item: Item) => number): Column<Item> =>
      amountColumn(key, t(`payout.${key}`), (item) => ({ amountMinor: of(item), currency: item.currency }));
    return [
      {
        key: 'type',
        header: t('payout.type'),
        cell: ({ type }) => {
          const known = TYPES.find((each) => each === type);
          return known === undefined ? t('payout.type.other', { type }) : t(`payout.type.${known}`);
        },
        csv: ({ type }) => type,
        priority: 1,
      },
      {
        key: 'order',
        header: t('orders.order'),
        cell: ({ orderId }) =>
          orderId === null ? null : (
            <Anchor component={AppLink} to={`/orders/${orderId}`} inherit>
              {shortId(orderId)}
            </Anchor>
          ),
        csv: ({ orderId }) => orderId,
      },
      {
        key: 'createdAt',
        header: t('payout.when'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
      amount('amount', (item) => item.amountMinor),
      amount('fee', (item) => -item.feeMinor),
      amount('net', (item) => item.netMinor),
    ];
  }, [t]);
}
