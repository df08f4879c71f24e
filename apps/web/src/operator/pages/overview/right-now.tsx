import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { Facts } from '../../../ui/facts.js';
import { Stack, Title } from '../../../ui/mantine.js';
import { type Mood, StateBadge } from '../../../ui/state-badge.js';
import { useT } from '../../messages.js';
import type { Overview } from './overview.page.js';
import type { Period } from './overview-period.js';
import { useFormats } from './use-formats.js';

/** What waits for somebody at this moment, and where to go about it. */
export function RightNow({ overview, interval }: { overview: Overview; interval: Period['interval'] }): ReactNode {
  const t = useT();
  const { count, lag } = useFormats(interval);
  const waiting = (to: string, number: number, mood: Mood): ReactNode => (
    <AppLink to={to}>
      <StateBadge mood={number === 0 ? 'good' : mood}>{count(number)}</StateBadge>
    </AppLink>
  );
  const { webhooksPending, webhooksOldestPendingSeconds, webhooksDead, stuckOperations } = overview;
  return (
    <Stack component="section" gap="sm">
      <Title order={2} size="h3">
        {t('overview.now')}
      </Title>
      <Facts
        facts={[
          [t('overview.stuckOperations'), waiting('/operations?state=stuck', stuckOperations, 'bad')],
          [
            t('overview.openDifferences'),
            waiting('/reconciliation/differences?state=open', overview.openDifferences, 'bad'),
          ],
          [t('overview.webhooksDead'), waiting('/webhook-events?state=dead', webhooksDead, 'bad')],
          [t('overview.deadDomainEvents'), waiting('/domain-events?state=dead', overview.deadDomainEvents, 'bad')],
          [t('overview.webhooksPending'), waiting('/webhook-events?state=pending', webhooksPending, 'waiting')],
          [t('overview.oldestPending'), webhooksPending === 0 ? null : lag(webhooksOldestPendingSeconds * 1_000)],
        ]}
      />
    </Stack>
  );
}
