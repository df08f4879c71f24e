import type { AdminSchemas } from '@guildhall/api-client';
import { useMemo } from 'react';
import type { Column } from '../../../data-table/table.types.js';
import { IdText } from '../../../ui/id-text.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { useT } from '../../messages.js';
import { WEBHOOK_MOODS } from './webhook-event.states.js';

export type WebhookEvent = AdminSchemas['WebhookEventResponse'];

export function useWebhookColumns(): readonly Column<WebhookEvent>[] {
  const t = useT();
  return useMemo(
    () => [
      { key: 'type', header: t('webhooks.type'), cell: ({ type }) => type, csv: ({ type }) => type, priority: 1 },
      {
        key: 'state',
        header: t('webhooks.state'),
        cell: ({ state }) => <StateBadge mood={WEBHOOK_MOODS[state]}>{t(`webhook.state.${state}`)}</StateBadge>,
        csv: ({ state }) => state,
      },
      {
        key: 'objectId',
        header: t('webhooks.object'),
        cell: ({ objectId }) => (objectId === '' ? '–' : <IdText id={objectId} />),
        csv: ({ objectId }) => objectId,
      },
      {
        key: 'account',
        header: t('webhooks.account'),
        cell: ({ account }) => (account === null ? t('webhooks.platform') : <IdText id={account} />),
        csv: ({ account }) => account ?? 'platform',
        priority: 3,
      },
      {
        key: 'eventId',
        header: t('webhooks.event'),
        cell: ({ eventId }) => <IdText id={eventId} />,
        csv: ({ eventId }) => eventId,
        priority: 4,
      },
      {
        key: 'attempts',
        header: t('webhooks.attempts'),
        align: 'end',
        cell: ({ attempts }) => <span className="gh-numbers">{attempts}</span>,
        csv: ({ attempts }) => attempts,
      },
      {
        key: 'receivedAt',
        header: t('webhooks.received'),
        cell: ({ receivedAt }) => <When at={receivedAt} />,
        csv: ({ receivedAt }) => receivedAt,
      },
    ],
    [t],
  );
}
