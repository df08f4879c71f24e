import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { useApiWords } from '../../../api-words/use-api-words.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button, Group } from '../../../ui/mantine.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { HoldDialog } from './hold.dialog.js';
import { SellerFunds } from './seller-funds.js';
import { SellerPayouts } from './seller-payouts.js';
import { SellerReadiness } from './seller-readiness.js';
import { SELLER_MOODS, stateOfSeller } from './seller.states.js';

type Seller = AdminSchemas['SellerResponse'];

/** One seller: whether they can work, what is missing, what they have and are owed, their payouts. */
export default function SellerPage(): ReactNode {
  const { sellerId = '' } = useParams();
  const seller = useQuery({
    queryKey: ['seller', sellerId],
    queryFn: () => api.GET('/v1/sellers/{sellerId}', { params: { path: { sellerId } } }),
  });
  return <Loaded query={seller}>{(found) => <SellerFile seller={found} />}</Loaded>;
}

function SellerFile({ seller }: { seller: Seller }): ReactNode {
  const t = useT();
  const say = useApiWords(seller.payoutHoldReason !== null);
  const [isAsking, setAsking] = useState(false);
  const { id, payoutHoldReason, stripeAccountId, deauthorizedAt } = seller;
  const state = stateOfSeller(seller);
  const isHeld = payoutHoldReason !== null;
  return (
    <Page
      title={seller.displayName}
      actions={
        stripeAccountId !== null && (
          <>
            <Button
              variant="default"
              onClick={() => {
                setAsking(true);
              }}
            >
              {t(isHeld ? 'seller.release' : 'seller.hold')}
            </Button>
            <Button component={AppLink} to={`/sellers/${id}/payout`}>
              {t('seller.payOut')}
            </Button>
          </>
        )
      }
    >
      <Facts
        facts={[
          [
            t('sellers.state'),
            <StateBadge key="state" mood={SELLER_MOODS[state]}>
              {t(`seller.state.${state}`)}
            </StateBadge>,
          ],
          [t('seller.holdReason'), payoutHoldReason === null ? null : say?.('problem', null, payoutHoldReason)],
          [t('seller.disconnected'), deauthorizedAt === null ? null : <When key="gone" at={deauthorizedAt} exact />],
          [t('sellers.country'), `${seller.country} · ${seller.currency.toUpperCase()}`],
          [t('seller.accountType'), t(`seller.type.${seller.accountType}`)],
          [t('seller.agreement'), t(`seller.agreement.${seller.serviceAgreement}`)],
          [t('sellers.created'), <When key="created" at={seller.createdAt} exact />],
          [t('sellers.account'), stripeAccountId === null ? null : <IdText key="account" id={stripeAccountId} />],
          [t('sellers.id'), <IdText key="id" id={id} />],
        ]}
      />
      <Group>
        <AppLink to={`/orders?sellerId=${id}`}>{t('seller.toOrders')}</AppLink>
        <AppLink to={`/payouts?sellerId=${id}`}>{t('seller.toPayouts')}</AppLink>
      </Group>
      <SellerReadiness readiness={seller.readiness} />
      {stripeAccountId !== null && <SellerFunds sellerId={id} />}
      <SellerPayouts sellerId={id} />
      {isAsking && (
        <HoldDialog
          seller={seller}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </Page>
  );
}
