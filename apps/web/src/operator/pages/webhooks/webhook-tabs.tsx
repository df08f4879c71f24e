import type { ReactNode } from 'react';
import { PageTabs } from '../../../shell/page-tabs.js';
import { useT } from '../../messages.js';

/** What Stripe told us, and what operators did with many of it at once. */
export function WebhookTabs(): ReactNode {
  const t = useT();
  return (
    <PageTabs
      label={t('webhooks.title')}
      tabs={[
        { to: '/webhook-events', label: t('webhooks.events') },
        { to: '/webhook-events/runs', label: t('webhookRuns.title') },
      ]}
    />
  );
}
