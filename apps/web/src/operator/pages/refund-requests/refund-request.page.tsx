import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { Loaded } from '../../../ui/loaded.js';
import { Money } from '../../../ui/money.js';
import { Notice } from '../../../ui/notice.js';
import { shortId } from '../../../ui/short-id.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { DecideRefundRequest } from './decide-refund-request.js';
import { REFUND_REQUEST_MOODS, type RefundRequest } from './refund-request.states.js';

/** One wish of a buyer to get their money back: their words, and the decision. */
export default function RefundRequestPage(): ReactNode {
  const { requestId = '' } = useParams();
  const request = useQuery({
    queryKey: ['refund-request', requestId],
    queryFn: () => api.GET('/v1/refund-requests/{requestId}', { params: { path: { requestId } } }),
  });
  return <Loaded query={request}>{(found) => <RefundRequestFile request={found} />}</Loaded>;
}

function RefundRequestFile({ request }: { request: RefundRequest }): ReactNode {
  const t = useT();
  const { id, state, orderId, amountMinor, currency, reason, message, answer, decidedAt, refundId } = request;
  return (
    <Page title={t('refundRequest.title', { id: shortId(id) })}>
      <Facts
        facts={[
          [
            t('refunds.state'),
            <StateBadge key="state" mood={REFUND_REQUEST_MOODS[state]}>
              {t(`refundRequest.state.${state}`)}
            </StateBadge>,
          ],
          [t('refunds.amount'), <Money key="amount" amountMinor={amountMinor} currency={currency} />],
          [
            t('refunds.order'),
            <AppLink key="order" to={`/orders/${orderId}`}>
              {shortId(orderId)}
            </AppLink>,
          ],
          [t('refunds.reason'), t(`refundRequest.reason.${reason}`)],
          [t('refunds.created'), <When key="created" at={request.createdAt} exact />],
          [t('refundRequest.decided'), decidedAt === null ? null : <When key="decided" at={decidedAt} exact />],
          [
            t('refunds.id'),
            refundId === null ? null : (
              <AppLink key="refund" to={`/refunds/${refundId}`}>
                {shortId(refundId)}
              </AppLink>
            ),
          ],
        ]}
      />
      <Notice mood="waiting" title={t('refundRequest.message')}>
        {message}
      </Notice>
      {answer !== null && (
        <Notice mood={REFUND_REQUEST_MOODS[state]} title={t('refundRequest.answer')}>
          {answer}
        </Notice>
      )}
      {state === 'open' && <DecideRefundRequest request={request} />}
    </Page>
  );
}
