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
import { type Payout, PayoutBadge } from '../../payouts/payout-badge.js';
import { UtcDay } from '../../../ui/utc-day.js';

const NO_FILTERS = {};

/** Every payout to the seller's bank, newest first. */
export default function PayoutsPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('payouts.title')}>
      <DataTable<Payout>
        name="payouts"
        caption={t('payouts.title')}
        columns={useColumns()}
        filters={NO_FILTERS}
        load={(query) => api.GET('/v1/payouts', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/payouts/${id}`}
        empty={<Empty title={t('payouts.empty')} hint={t('payouts.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Payout>[] {
  const t = useT();
  return useMemo(
    () => [
      { key: 'id', header: t('payouts.payout'), cell: ({ id }) => shortId(id), csv: ({ id }) => id, priority: 1 },
      {
        key: 'state',
        header: t('orders.state'),
        cell: ({ state }) => <PayoutBadge state={state} />,
        csv: ({ state }) => state,
      },
      {
        key: 'automatic',
        header: t('payouts.madeBy'),
        cell: ({ automatic }) => t(automatic ? 'payouts.bySchedule' : 'payouts.byHand'),
        csv: ({ automatic }) => String(automatic),
        priority: 3,
      },
      {
        key: 'createdAt',
        header: t('payouts.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
      {
        key: 'arrivesAt',
        header: t('payouts.arrives'),
        cell: ({ arrivesAt }) => (arrivesAt === null ? null : <UtcDay at={arrivesAt} />),
        csv: ({ arrivesAt }) => arrivesAt,
      },
      amountColumn('amount', t('payouts.amount'), (payout) => payout),
    ],
    [t],
  );
}
