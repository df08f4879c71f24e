import type { ReactNode } from 'react';
import { useApiWords } from '../../api-words/use-api-words.js';
import { AppLink } from '../../shell/app-link.js';
import { Button, Group, Text } from '../../ui/mantine.js';
import { Notice } from '../../ui/notice.js';
import { When } from '../../ui/when.js';
import { useT } from '../messages.js';
import { ConnectButton } from './connect.button.js';
import { MissingList } from './missing-list.js';
import { isReady, type Seller } from './use-seller.js';

/** How far the seller is with Stripe, what is missing until when, and the way on. */
export function OnboardingState({ seller }: { seller: Seller }): ReactNode {
  const t = useT();
  const { stripeAccountId, deauthorizedAt, readiness } = seller;
  const words = useApiWords(readiness.disabledReason !== null);
  if (deauthorizedAt !== null) {
    return (
      <Notice mood="bad" title={t('onboarding.disconnected')}>
        <Text size="sm">{t('onboarding.disconnectedHint')}</Text>
      </Notice>
    );
  }
  if (stripeAccountId === null) {
    return (
      <Notice mood="attention" title={t('onboarding.connectTitle')}>
        <Text size="sm">{t('onboarding.connectHint')}</Text>
        <ConnectButton label={t('onboarding.connect')} />
      </Notice>
    );
  }
  if (isReady(seller)) return <Ready />;
  if (readiness.missing.length === 0 && readiness.disabledReason !== null) {
    return (
      <Notice mood="attention" title={t('product.cannotSell')}>
        <Text size="sm">{words?.('problem', null, readiness.disabledReason)}</Text>
      </Notice>
    );
  }
  const isOurTurn = readiness.missing.some(({ state }) => state !== 'being_verified');
  return (
    <>
      {readiness.canSell && <Ready />}
      <Notice
        mood={isOurTurn ? 'attention' : 'waiting'}
        title={t(isOurTurn ? 'onboarding.needed' : 'onboarding.checking')}
      >
        {readiness.deadline !== null && (
          <Text size="sm">
            {t('onboarding.deadline')} <When at={readiness.deadline} exact />
          </Text>
        )}
        <Text size="sm">{t(isOurTurn ? 'onboarding.neededHint' : 'onboarding.checkingHint')}</Text>
        {readiness.missing.length > 0 && <MissingList seller={seller} />}
        {isOurTurn && <ConnectButton label={t('onboarding.continue')} />}
      </Notice>
    </>
  );
}

function Ready(): ReactNode {
  const t = useT();
  return (
    <Notice mood="good" title={t('onboarding.ready')}>
      <Text size="sm">{t('onboarding.readyHint')}</Text>
      <Group gap="sm">
        <Button component={AppLink} to="/products/new">
          {t('products.add')}
        </Button>
        <Button component={AppLink} to="/" variant="default">
          {t('onboarding.toHome')}
        </Button>
      </Group>
    </Notice>
  );
}
