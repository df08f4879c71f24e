import { type ReactNode, useEffect, useRef } from 'react';
import { Page } from '../../../shell/page.js';
import { Loading } from '../../../ui/loading.js';
import { Problem } from '../../../ui/problem.js';
import { useT } from '../../messages.js';
import { useConnect } from '../../onboarding/use-connect.js';

/** Where Stripe sends people whose link was used or has expired: they get a new one and go on. */
export default function OnboardingRefreshPage(): ReactNode {
  const t = useT();
  const { run, error } = useConnect();
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    run({ isRefresh: true });
  }, [run]);
  return (
    <Page title={t('onboarding.refreshTitle')} hint={t('onboarding.refreshHint')}>
      {error === null ? (
        <Loading shape="text" />
      ) : (
        <Problem
          error={error}
          onRetry={() => {
            run({ isRefresh: true });
          }}
        />
      )}
    </Page>
  );
}
