import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { useParams } from 'react-router';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loaded } from '../../../ui/loaded.js';
import { Money } from '../../../ui/money.js';
import { shortId } from '../../../ui/short-id.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { REFUND_LEG_MOODS, REFUND_MOODS } from './refund.states.js';
import { useLegColumns } from './use-leg-columns.js';
import type { Refund } from './use-refund-columns.js';

type Leg = AdminSchemas['RefundLegResponse'];

const ASK_AGAIN_MS = 2_000;

/** One refund, and what it takes from whom. */
export default function RefundPage(): ReactNode {
  const { refundId = '' } = useParams();
  const refund = useQuery({
    queryKey: ['refund', refundId],
    queryFn: () => api.GET('/v1/refunds/{refundId}', { params: { path: { refundId } } }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'requested' ? ASK_AGAIN_MS : false),
  });
  return <Loaded query={refund}>{(found) => <RefundFile refund={found} />}</Loaded>;
}

function RefundFile({ refund }: { refund: Refund }): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const { id, state, orderId, amountMinor, currency, reason, commissionPolicy, stripeRefundId, failureReason } = refund;
  return (
    <Page title={t('refund.title', { id: shortId(id) })}>
      <Facts
        facts={[
          [
            t('refunds.state'),
            <StateBadge key="state" mood={REFUND_MOODS[state]}>
              {t(`refund.state.${state}`)}
            </StateBadge>,
          ],
          [t('refunds.amount'), <Money key="amount" amountMinor={amountMinor} currency={currency} />],
          [
            t('refunds.order'),
            <AppLink key="order" to={`/orders/${orderId}`}>
              {shortId(orderId)}
            </AppLink>,
          ],
          [t('refunds.reason'), t(`refund.reason.${reason}`)],
          [t('refund.commission'), t(`refund.policy.${commissionPolicy}`)],
          [t('refunds.created'), <When key="created" at={refund.createdAt} exact />],
          [t('refund.failure'), failureReason === null ? null : words('refundFailure', failureReason)],
          [t('refunds.id'), <IdText key="id" id={id} />],
          [t('refund.stripeId'), stripeRefundId === null ? null : <IdText key="stripe" id={stripeRefundId} />],
        ]}
      />
      <RowsTable<Leg>
        name="refund-legs"
        title={t('refund.legs')}
        columns={useColumns(currency)}
        rows={refund.legs}
        rowKey={({ sellerId }) => sellerId}
        empty={<Empty title={t('refund.noLegs')} />}
      />
    </Page>
  );
}

function useColumns(currency: string): readonly Column<Leg>[] {
  const t = useT();
  const amounts = useLegColumns<Leg>(currency);
  return useMemo(
    () => [
      ...amounts,
      {
        key: 'state',
        header: t('refunds.state'),
        cell: ({ state }) => <StateBadge mood={REFUND_LEG_MOODS[state]}>{t(`refundLeg.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'failureReason',
        header: t('refund.failure'),
        cell: ({ failureReason }) => failureReason ?? '–',
        csv: ({ failureReason }) => failureReason,
        priority: 3,
      },
    ],
    [t, amounts],
  );
}
