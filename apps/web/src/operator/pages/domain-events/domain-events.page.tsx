import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { DOMAIN_EVENT_TYPES } from '../../words/known-codes.js';
import { useCodeWords } from '../../words/use-code-words.js';
import {
  type DomainEvent,
  DOMAIN_EVENT_MOODS,
  DOMAIN_EVENT_STATES,
  type DomainEventState,
} from './domain-event.states.js';

interface Filters {
  state: DomainEventState;
  type: (typeof DOMAIN_EVENT_TYPES)[number];
}

/** What the parts of the platform told each other, newest first. */
export default function DomainEventsPage(): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const filters = useMemo(
    () => ({
      state: {
        label: t('domainEvents.state'),
        options: DOMAIN_EVENT_STATES.map((value) => ({ value, label: t(`domainEvent.state.${value}`) })),
      },
      type: {
        label: t('domainEvents.type'),
        options: DOMAIN_EVENT_TYPES.map((value) => ({ value, label: words('domainEvent', value) })),
      },
    }),
    [t, words],
  );
  return (
    <Page title={t('domainEvents.title')} hint={t('domainEvents.hint')}>
      <DataTable<DomainEvent, Filters>
        name="domain-events"
        caption={t('domainEvents.title')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/domain-events', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/domain-events/${id}`}
        empty={<Empty title={t('domainEvents.empty')} hint={t('domainEvents.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<DomainEvent>[] {
  const t = useT();
  const words = useCodeWords();
  return useMemo(
    () => [
      {
        key: 'type',
        header: t('domainEvents.type'),
        cell: ({ type }) => words('domainEvent', type),
        csv: ({ type }) => type,
        priority: 1,
      },
      {
        key: 'state',
        header: t('domainEvents.state'),
        cell: ({ state }) => (
          <StateBadge mood={DOMAIN_EVENT_MOODS[state]}>{t(`domainEvent.state.${state}`)}</StateBadge>
        ),
        csv: ({ state }) => state,
      },
      {
        key: 'subscriber',
        header: t('domainEvents.subscriber'),
        cell: ({ subscriber }) => (subscriber === '*' ? t('domainEvents.itself') : words('subscriber', subscriber)),
        csv: ({ subscriber }) => subscriber,
      },
      {
        key: 'attempts',
        header: t('domainEvents.attempts'),
        align: 'end',
        cell: ({ attempts }) => <span className="gh-numbers">{attempts}</span>,
        csv: ({ attempts }) => attempts,
      },
      {
        key: 'createdAt',
        header: t('domainEvents.created'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
    ],
    [t, words],
  );
}
