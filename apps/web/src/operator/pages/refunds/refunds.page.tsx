import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { REFUND_STATES, type RefundState } from './refund.states.js';
import { type Refund, useRefundColumns } from './use-refund-columns.js';

/** All refunds, newest first. */
export default function RefundsPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({
      state: {
        label: t('refunds.state'),
        options: REFUND_STATES.map((value) => ({ value, label: t(`refund.state.${value}`) })),
      },
      orderId: { label: t('refunds.orderId') },
    }),
    [t],
  );
  return (
    <Page title={t('refunds.title')} hint={t('refunds.hint')}>
      <DataTable<Refund, { state: RefundState; orderId: string }>
        name="refunds"
        caption={t('refunds.title')}
        columns={useRefundColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/refunds', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/refunds/${id}`}
        empty={<Empty title={t('refunds.empty')} hint={t('refunds.emptyHint')} />}
      />
    </Page>
  );
}
