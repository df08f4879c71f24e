import type { ReactNode } from 'react';
import { PageTabs } from '../../shell/page-tabs.js';
import { useT } from '../messages.js';

/** The pages of an account. */
export function AccountTabs(): ReactNode {
  const t = useT();
  return (
    <PageTabs
      label={t('account.title')}
      tabs={[
        { to: '/account', label: t('account.profile') },
        { to: '/account/payment-methods', label: t('methods.title') },
        { to: '/account/security', label: t('security.title') },
      ]}
    />
  );
}
