import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type WebhookEventState = AdminSchemas['WebhookEventResponse']['state'];

/** Complete by type: a new state of the API does not compile until it has a mood (and its words, `webhook.state.*`). */
export const WEBHOOK_MOODS: Readonly<Record<WebhookEventState, Mood>> = {
  dead: 'bad',
  pending: 'waiting',
  processed: 'good',
  ignored: 'over',
};

export const WEBHOOK_STATES = Object.keys(WEBHOOK_MOODS) as readonly WebhookEventState[];
