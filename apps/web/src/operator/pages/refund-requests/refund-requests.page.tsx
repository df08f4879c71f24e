import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import {
  REFUND_REQUEST_MOODS,
  REFUND_REQUEST_STATES,
  type RefundRequest,
  type RefundRequestState,
} from './refund-request.states.js';

/** What buyers ask to get back, newest first. */
export default function RefundRequestsPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({
      state: {
        label: t('refunds.state'),
        options: REFUND_REQUEST_STATES.map((value) => ({ value, label: t(`refundRequest.state.${value}`) })),
      },
      orderId: { label: t('refunds.orderId') },
    }),
    [t],
  );
  return (
    <Page title={t('refundRequests.title')} hint={t('refundRequests.hint')}>
      <DataTable<RefundRequest, { state: RefundRequestState; orderId: string }>
        name="refund-requests"
        caption={t('refundRequests.title')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/refund-requests', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/refund-requests/${id}`}
        empty={<Empty title={t('refundRequests.empty')} hint={t('refundRequests.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<RefundRequest>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'reason',
        header: t('refunds.reason'),
        cell: ({ reason }) => t(`refundRequest.reason.${reason}`),
        csv: ({ reason }) => reason,
        priority: 1,
      },
      {
        key: 'state',
        header: t('refunds.state'),
        cell: ({ state }) => (
          <StateBadge mood={REFUND_REQUEST_MOODS[state]}>{t(`refundRequest.state.${state}`)}</StateBadge>
        ),
        csv: ({ state }) => state,
      },
      {
        key: 'message',
        header: t('refundRequest.message'),
        cell: ({ message }) => message,
        csv: ({ message }) => message,
        priority: 3,
      },
      {
        key: 'createdAt',
        header: t('refunds.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
      amountColumn('amount', t('refunds.amount'), (request) => request),
    ],
    [t],
  );
}
