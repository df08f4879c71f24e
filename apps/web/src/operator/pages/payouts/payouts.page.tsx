import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { PAYOUT_STATES, type PayoutState } from './payout.states.js';
import { type Payout, usePayoutColumns } from './use-payout-columns.js';

/** All payouts, newest first. */
export default function PayoutsPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({
      state: {
        label: t('payouts.state'),
        options: PAYOUT_STATES.map((value) => ({ value, label: t(`payout.state.${value}`) })),
      },
      sellerId: { label: t('payouts.sellerId') },
    }),
    [t],
  );
  return (
    <Page title={t('payouts.title')} hint={t('payouts.hint')}>
      <DataTable<Payout, { state: PayoutState; sellerId: string }>
        name="payouts"
        caption={t('payouts.title')}
        columns={usePayoutColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/payouts', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/payouts/${id}`}
        empty={<Empty title={t('payouts.empty')} hint={t('payouts.emptyHint')} />}
      />
    </Page>
  );
}
