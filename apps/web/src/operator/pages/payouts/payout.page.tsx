import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Money as Amount } from '@guildhall/money';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { useApiWords } from '../../../api-words/use-api-words.js';
import type { ApiWords } from '../../../api-words/words-of.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { Page } from '../../../shell/page.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { shortId } from '../../../ui/short-id.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { SellerLink } from '../sellers/seller-link.js';
import { PayoutDay } from './payout-day.js';
import { PAYOUT_MOODS } from './payout.states.js';
import type { Payout } from './use-payout-columns.js';

/** Until Stripe has it, it can be neither followed nor canceled. */
const ASK_AGAIN_MS = 2_000;

/** One payout; canceled from here while it has not left. */
export default function PayoutPage(): ReactNode {
  const { payoutId = '' } = useParams();
  const payout = useQuery({
    queryKey: ['payout', payoutId],
    queryFn: () => api.GET('/v1/payouts/{payoutId}', { params: { path: { payoutId } } }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'requested' ? ASK_AGAIN_MS : false),
  });
  return <Loaded query={payout}>{(found) => <PayoutFile payout={found} />}</Loaded>;
}

function PayoutFile({ payout }: { payout: Payout }): ReactNode {
  const t = useT();
  const say = useApiWords(payout.failureReason !== null || payout.failureCode !== null);
  const [isAsking, setAsking] = useState(false);
  const { id, state, amountMinor, currency, sellerId, automatic, method, stripePayoutId } = payout;
  const ask = (open: boolean) => () => { setAsking(open); }; // prettier-ignore
  return (
    <Page
      title={t('payout.title', { id: shortId(id) })}
      actions={
        state === 'pending' && !automatic ? (
          <Button color="red.8" onClick={ask(true)}>
            {t('payout.cancel')}
          </Button>
        ) : undefined
      }
    >
      <Facts
        facts={[
          [
            t('payouts.state'),
            <StateBadge key="state" mood={PAYOUT_MOODS[state]}>
              {t(`payout.state.${state}`)}
            </StateBadge>,
          ],
          [t('payouts.amount'), <Money key="amount" amountMinor={amountMinor} currency={currency} />],
          [t('payouts.seller'), <SellerLink key="seller" sellerId={sellerId} />],
          [t('payouts.origin'), t(automatic ? 'payouts.bySchedule' : 'payouts.byHand')],
          [t('payout.method'), t(`payout.method.${method}`)],
          [t('payouts.created'), <When key="created" at={payout.createdAt} exact />],
          [t('payouts.arrives'), <PayoutDay key="arrives" payout={payout} />],
          [t('payout.failure'), failureOf(payout, say)],
          [t('payouts.id'), <IdText key="id" id={id} />],
          [t('payout.stripeId'), stripePayoutId === null ? null : <IdText key="stripe" id={stripePayoutId} />],
        ]}
      />
      {isAsking && <CancelPayout payout={payout} onClose={ask(false)} />}
    </Page>
  );
}

/** Why it failed, as far as Stripe says. */
function failureOf({ failureReason, failureCode }: Payout, say: ApiWords | null): string | null {
  const said = failureReason ?? failureCode;
  return said === null || say === null ? null : say('payout', failureCode, said);
}

function CancelPayout({ payout, onClose }: { payout: Payout; onClose: () => void }): ReactNode {
  const t = useT();
  const { locale } = useMessages();
  const client = useQueryClient();
  const { id: payoutId, amountMinor, currency } = payout;
  const amount = Amount.of(amountMinor, currency).format(locale);
  return (
    <ConfirmMoney
      title={t('payout.cancelTitle')}
      consequence={t('payout.cancelConsequence', { amount })}
      confirmLabel={t('payout.cancelConfirm', { amount })}
      isDangerous
      act={(key) =>
        api.POST('/v1/payouts/{payoutId}/cancel', {
          params: { path: { payoutId }, header: { 'Idempotency-Key': key } },
        })
      }
      result={() => t('payout.cancelResult', { amount })}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}
