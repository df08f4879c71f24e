import type { AdminSchemas } from '@guildhall/api-client';
import type { Mood } from '../../../ui/state-badge.js';

export type DomainEvent = AdminSchemas['DomainEventResponse'];
export type DomainEventState = DomainEvent['state'];

/** Complete by type; words are `domainEvent.state.*`. */
export const DOMAIN_EVENT_MOODS: Readonly<Record<DomainEventState, Mood>> = {
  dead: 'bad',
  pending: 'waiting',
  done: 'good',
};

export const DOMAIN_EVENT_STATES = Object.keys(DOMAIN_EVENT_MOODS) as readonly DomainEventState[];
