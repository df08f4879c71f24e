import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Loaded } from '../../../ui/loaded.js';
import { Text } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';

type Funds = AdminSchemas['FundsResponse'];

const AMOUNTS = ['availableMinor', 'pendingMinor', 'owedMinor'] as const;

/** What lies on the connected account at Stripe, beside what the books say the seller is owed; below zero it is a debt. */
export function SellerFunds({ sellerId }: { sellerId: string }): ReactNode {
  const t = useT();
  const balance = useQuery({
    queryKey: ['seller', sellerId, 'balance'],
    queryFn: () => api.GET('/v1/sellers/{sellerId}/balance', { params: { path: { sellerId } } }),
  });
  const columns = useColumns();
  return (
    <Loaded query={balance} shape="text">
      {({ funds }) => (
        <RowsTable<Funds>
          name="balance"
          title={t('funds.title')}
          columns={columns}
          rows={funds}
          rowKey={({ currency }) => currency}
          empty={<Text c="dimmed">{t('funds.none')}</Text>}
        />
      )}
    </Loaded>
  );
}

function useColumns(): readonly Column<Funds>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'currency',
        header: t('payouts.currency'),
        cell: ({ currency }) => currency.toUpperCase(),
        csv: ({ currency }) => currency,
        priority: 1,
      },
      ...AMOUNTS.map((key) =>
        amountColumn<Funds>(key, t(`funds.${key}`), (funds) => ({ amountMinor: funds[key], currency: funds.currency })),
      ),
      {
        key: 'agrees',
        header: t('funds.books'),
        cell: (funds) => {
          const verdict = verdictOf(funds);
          return <StateBadge mood={VERDICT_MOODS[verdict]}>{t(`funds.verdict.${verdict}`)}</StateBadge>;
        },
        csv: verdictOf,
      },
    ],
    [t],
  );
}

const VERDICT_MOODS = { agrees: 'good', debt: 'bad', differs: 'attention' } as const;

/** What is at Stripe is what is owed, unless something is on its way. */
function verdictOf({ availableMinor, pendingMinor, owedMinor }: Funds): keyof typeof VERDICT_MOODS {
  if (owedMinor < 0) return 'debt';
  return availableMinor + pendingMinor === owedMinor ? 'agrees' : 'differs';
}
