import type { ReactNode } from 'react';
import { Panel } from '../../../account/panel.js';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { Stack } from '../../../ui/mantine.js';
import { Problem } from '../../../ui/problem.js';
import { useT } from '../../messages.js';
import { OnboardingState } from '../../onboarding/onboarding-state.js';
import { SignUpForm } from '../../onboarding/sign-up.form.js';
import { useSeller } from '../../onboarding/use-seller.js';

/** From signing up to selling; also where Stripe sends people back to, which proves nothing: it shows what is known and follows it. */
export default function OnboardingPage(): ReactNode {
  const t = useT();
  const seller = useSeller({ isWaiting: true });
  return (
    <Page title={t(seller.data === null ? 'signUp.title' : 'onboarding.title')}>
      <Stack maw={640}>
        {seller.isPending && <Loading shape="text" height={44} />}
        {seller.isError && <Problem error={seller.error} onRetry={() => void seller.refetch()} />}
        {seller.data === null && (
          <Panel title={t('signUp.you')} hint={t('signUp.hint')}>
            <SignUpForm />
          </Panel>
        )}
        {seller.data != null && <OnboardingState seller={seller.data} />}
      </Stack>
    </Page>
  );
}
