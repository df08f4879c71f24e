import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { Page } from '../../../shell/page.js';
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
import { ReplayDialog } from './replay.dialog.js';
import { WEBHOOK_MOODS } from './webhook-event.states.js';

type WebhookEvent = AdminSchemas['WebhookEventDetailResponse'];

const ASK_AGAIN_MS = 2_000;

/** One event: what it says, what became of it; handled again from here. */
export default function WebhookEventPage(): ReactNode {
  const { id = '' } = useParams();
  const event = useQuery({
    queryKey: ['webhook-event', id],
    queryFn: () => api.GET('/v1/webhook-events/{id}', { params: { path: { id } } }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'pending' ? ASK_AGAIN_MS : false),
  });
  return <Loaded query={event}>{(found) => <WebhookEventFile event={found} />}</Loaded>;
}

function WebhookEventFile({ event }: { event: WebhookEvent }): ReactNode {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const { state, account, objectId, attempts, lastError, payload } = event;
  const ask = (open: boolean) => () => { setAsking(open); }; // prettier-ignore
  return (
    <Page
      title={event.type}
      actions={
        state === 'pending' ? undefined : (
          <Button onClick={ask(true)} {...(state === 'dead' ? {} : { variant: 'default' })}>
            {t('replay.ask')}
          </Button>
        )
      }
    >
      {lastError !== null && (
        <Notice mood={state === 'dead' ? 'bad' : 'attention'} title={t('webhook.lastError')}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {lastError}
          </Text>
        </Notice>
      )}
      <Facts
        facts={[
          [
            t('webhooks.state'),
            <StateBadge key="state" mood={WEBHOOK_MOODS[state]}>
              {t(`webhook.state.${state}`)}
            </StateBadge>,
          ],
          [t('webhooks.attempts'), attempts],
          [t('webhook.nextAttempt'), state === 'pending' ? <When key="next" at={event.nextAttemptAt} /> : null],
          [t('webhook.processed'), event.processedAt === null ? null : <When key="p" at={event.processedAt} exact />],
          [t('webhooks.object'), objectId === '' ? null : <IdText key="object" id={objectId} whole />],
          [t('webhooks.account'), account === null ? t('webhooks.platform') : <IdText key="a" id={account} whole />],
          [t('webhooks.event'), <IdText key="event" id={event.eventId} whole />],
          [t('webhook.created'), <When key="created" at={event.stripeCreatedAt} exact />],
          [t('webhooks.received'), <When key="received" at={event.receivedAt} exact />],
          [t('webhook.source'), t(`webhook.source.${event.source}`)],
          [t('webhook.apiVersion'), event.apiVersion],
          [t('webhook.mode'), t(event.livemode ? 'webhook.live' : 'webhook.test')],
        ]}
      />
      <JsonTree title={t('webhook.payload')} value={payload} />
      {isAsking && <ReplayDialog event={event} onClose={ask(false)} />}
    </Page>
  );
}
