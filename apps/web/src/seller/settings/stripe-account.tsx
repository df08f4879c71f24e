import type { ReactNode } from 'react';
import { useApiWords } from '../../api-words/use-api-words.js';
import { AppLink } from '../../shell/app-link.js';
import { Facts } from '../../ui/facts.js';
import { IdText } from '../../ui/id-text.js';
import { Loading } from '../../ui/loading.js';
import { Anchor, Group, Text } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { Problem } from '../../ui/problem.js';
import { StateBadge } from '../../ui/state-badge.js';
import { useT } from '../messages.js';
import { type Seller, useSeller } from '../onboarding/use-seller.js';
import { DashboardButton } from './dashboard.button.js';

/** The account at Stripe: which, how it stands, and the way in. */
export function StripeAccount(): ReactNode {
  const t = useT();
  const seller = useSeller();
  if (seller.isPending) return <Loading shape="text" />;
  if (seller.isError) return <Problem error={seller.error} onRetry={() => void seller.refetch()} />;
  if (seller.data === null || seller.data.stripeAccountId === null) {
    return (
      <>
        <Text c="dimmed">{t('settings.notConnected')}</Text>
        <Anchor component={AppLink} to="/onboarding">
          {t('onboarding.connect')}
        </Anchor>
      </>
    );
  }
  return <Connected seller={seller.data} accountId={seller.data.stripeAccountId} />;
}

function Connected({ seller, accountId }: { seller: Seller; accountId: string }): ReactNode {
  const t = useT();
  const words = useApiWords(seller.payoutHoldReason !== null);
  const { deauthorizedAt, accountType, detailsSubmitted, readiness, payoutHoldReason } = seller;
  return (
    <>
      {deauthorizedAt !== null && (
        <Notice mood="bad" title={t('onboarding.disconnected')}>
          <Text size="sm">{t('onboarding.disconnectedHint')}</Text>
        </Notice>
      )}
      {payoutHoldReason !== null && (
        <Notice mood="bad" title={t('settings.payoutsHeld')}>
          <Text size="sm">{words?.('problem', null, payoutHoldReason)}</Text>
        </Notice>
      )}
      <Facts
        plain
        facts={[
          [t('signUp.name'), seller.displayName],
          [t('signUp.accountType'), t(`accountType.${accountType}`)],
          [t('settings.accountId'), <IdText key="account" id={accountId} whole />],
        ]}
      />
      <Group gap="sm">
        <StateBadge mood={readiness.canSell ? 'good' : 'attention'}>
          {t(readiness.canSell ? 'settings.canSell' : 'settings.cannotSell')}
        </StateBadge>
        <StateBadge mood={readiness.canBePaidOut ? 'good' : 'attention'}>
          {t(readiness.canBePaidOut ? 'settings.canBePaidOut' : 'settings.cannotBePaidOut')}
        </StateBadge>
      </Group>
      {deauthorizedAt === null && (
        <Anchor component={AppLink} to="/onboarding">
          {t('settings.onboarding')}
        </Anchor>
      )}
      {deauthorizedAt === null && accountType === 'express' && detailsSubmitted && (
        <>
          <Text size="sm" c="dimmed">
            {t('settings.dashboardHint')}
          </Text>
          <DashboardButton />
        </>
      )}
      {accountType === 'standard' && <Text size="sm">{t('settings.standardHint')}</Text>}
    </>
  );
}
