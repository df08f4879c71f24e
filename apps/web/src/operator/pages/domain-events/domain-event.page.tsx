import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { Page } from '../../../shell/page.js';
import { ConfirmMoney } from '../../../ui/confirm-money.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { JsonTree } from '../../../ui/json-tree.js';
import { Loaded } from '../../../ui/loaded.js';
import { Button, Text } from '../../../ui/mantine.js';
import { Notice } from '../../../ui/notice.js';
import { StateBadge } from '../../../ui/state-badge.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { type DomainEvent, DOMAIN_EVENT_MOODS } from './domain-event.states.js';

/** One domain event for one subscriber; a dead one is handed over again from here. */
export default function DomainEventPage(): ReactNode {
  const { domainEventId = '' } = useParams();
  const event = useQuery({
    queryKey: ['domain-event', domainEventId],
    queryFn: () => api.GET('/v1/domain-events/{domainEventId}', { params: { path: { domainEventId } } }),
  });
  return <Loaded query={event}>{(found) => <DomainEventFile event={found} />}</Loaded>;
}

function DomainEventFile({ event }: { event: DomainEvent }): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const [isAsking, setAsking] = useState(false);
  const { id, state, subscriber, lastError, createdAt, doneAt } = event;
  const ask = (open: boolean) => () => { setAsking(open); }; // prettier-ignore
  return (
    <Page
      title={words('domainEvent', event.type)}
      actions={state === 'dead' ? <Button onClick={ask(true)}>{t('domainEvent.replay')}</Button> : undefined}
    >
      {lastError !== null && (
        <Notice mood={state === 'dead' ? 'bad' : 'attention'} title={t('domainEvent.lastError')}>
          <Text size="sm">{lastError}</Text>
        </Notice>
      )}
      <Facts
        facts={[
          [
            t('domainEvents.state'),
            <StateBadge key="state" mood={DOMAIN_EVENT_MOODS[state]}>
              {t(`domainEvent.state.${state}`)}
            </StateBadge>,
          ],
          [
            t('domainEvents.subscriber'),
            subscriber === '*' ? t('domainEvents.itself') : words('subscriber', subscriber),
          ],
          [t('domainEvents.type'), <code key="type">{event.type}</code>],
          [t('domainEvents.attempts'), event.attempts],
          [t('domainEvents.created'), <When key="created" at={createdAt} exact />],
          [t('domainEvent.done'), doneAt === null ? null : <When key="done" at={doneAt} exact />],
          [t('domainEvent.id'), <IdText key="id" id={id} whole />],
        ]}
      />
      <JsonTree title={t('domainEvent.payload')} value={event.payload} />
      {isAsking && <ReplayDomainEvent event={event} onClose={ask(false)} />}
    </Page>
  );
}

function ReplayDomainEvent({ event, onClose }: { event: DomainEvent; onClose: () => void }): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const client = useQueryClient();
  const { id: domainEventId, type, subscriber } = event;
  return (
    <ConfirmMoney
      title={t('domainEvent.replayTitle')}
      consequence={t('domainEvent.replayConsequence', {
        type: words('domainEvent', type),
        subscriber: words('subscriber', subscriber),
      })}
      confirmLabel={t('domainEvent.replay')}
      act={(key) =>
        api.POST('/v1/domain-events/{domainEventId}/replay', {
          params: { path: { domainEventId }, header: { 'Idempotency-Key': key } },
        })
      }
      result={() => t('domainEvent.replayResult')}
      onClose={() => {
        onClose();
        void client.invalidateQueries();
      }}
    />
  );
}
