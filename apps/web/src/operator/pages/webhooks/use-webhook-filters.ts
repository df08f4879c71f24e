import { useMemo } from 'react';
import type { FiltersOf } from '../../../data-table/table.types.js';
import { useT } from '../../messages.js';
import { WEBHOOK_STATES, type WebhookEventState } from './webhook-event.states.js';

export interface WebhookFilters {
  state: WebhookEventState;
  type: string;
  objectId: string;
  account: string;
  eventId: string;
  from: string;
  to: string;
}

/** How the inbox can be narrowed. */
export function useWebhookFilters(): FiltersOf<WebhookFilters> {
  const t = useT();
  return useMemo(
    () => ({
      state: {
        label: t('webhooks.state'),
        options: WEBHOOK_STATES.map((value) => ({ value, label: t(`webhook.state.${value}`) })),
      },
      type: { label: t('webhooks.type') },
      objectId: { label: t('webhooks.object') },
      account: { label: t('webhooks.account') },
      eventId: { label: t('webhooks.event') },
      from: { label: t('webhooks.from'), isInstant: true },
      to: { label: t('webhooks.to'), isInstant: true },
    }),
    [t],
  );
}
