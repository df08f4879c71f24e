import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useApiWords } from '../../../api-words/use-api-words.js';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loading } from '../../../ui/loading.js';
import { Text } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { Notice } from '../../../ui/notice.js';
import { isNotFound } from '../../../ui/problem-message.js';
import { Problem } from '../../../ui/problem.js';
import { shortId } from '../../../ui/short-id.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { PayoutBadge } from '../../payouts/payout-badge.js';
import { UtcDay } from '../../../ui/utc-day.js';
import { PayoutItems } from '../../payouts/payout-items.js';

/** One payout: how it stands, when it arrives, and what it consists of. */
export default function PayoutPage(): ReactNode {
  const t = useT();
  const { payoutId = '' } = useParams();
  const {
    data: payout,
    error,
    isPending,
    refetch,
  } = useQuery({
    queryKey: ['payout', payoutId],
    queryFn: () => api.GET('/v1/payouts/{payoutId}', { params: { path: { payoutId } } }),
  });
  const failure = payout?.failureReason ?? payout?.failureCode ?? null;
  const words = useApiWords(failure !== null);
  if (isNotFound(error)) return <NotFound />;
  if (payout === undefined) {
    return (
      <Page title={t('payouts.payout')}>
        {isPending && <Loading shape="page" />}
        {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  const { state, amountMinor, currency, createdAt, arrivesAt, automatic, stripePayoutId, failureCode } = payout;
  return (
    <Page title={t('payout.headingOf', { id: shortId(payout.id) })} actions={<PayoutBadge state={state} />}>
      {failure !== null && (
        <Notice mood="bad" title={t('payout.failed')}>
          <Text size="sm">{words?.('payout', failureCode, failure)}</Text>
        </Notice>
      )}
      <Facts
        facts={[
          [t('payouts.amount'), <Money key="amount" amountMinor={amountMinor} currency={currency} />],
          [t('payouts.created'), <When key="created" at={createdAt} exact />],
          [t('payouts.arrives'), arrivesAt === null ? null : <UtcDay key="arrives" at={arrivesAt} />],
          [t('payouts.madeBy'), t(automatic ? 'payouts.bySchedule' : 'payouts.byHand')],
          [t('payout.atStripe'), stripePayoutId === null ? null : <IdText key="stripe" id={stripePayoutId} />],
        ]}
      />
      <PayoutItems payout={payout} />
    </Page>
  );
}
