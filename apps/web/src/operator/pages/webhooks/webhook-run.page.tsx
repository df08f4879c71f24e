import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Page } from '../../../shell/page.js';
import { Facts } from '../../../ui/facts.js';
import { Loaded } from '../../../ui/loaded.js';
import { Notice } from '../../../ui/notice.js';
import { RunProgress } from '../../../ui/run-progress.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { UserLink } from '../users/user-link.js';

export type WebhookRun = AdminSchemas['WebhookRunResponse'];

/** A replay of many events or a backfill: how far it is, and what came of it. */
export default function WebhookRunPage(): ReactNode {
  const { runId = '' } = useParams();
  const t = useT();
  const queryKey = ['webhook-run', runId];
  const load = (): Promise<WebhookRun> => api.GET('/v1/webhook-runs/{runId}', { params: { path: { runId } } });
  const run = useQuery({ queryKey, queryFn: load });
  return (
    <Loaded query={run}>
      {({ kind, filter, requestedByUserId, createdAt }) => (
        <Page title={t(`webhookRun.title.${kind}`)}>
          <RunProgress
            queryKey={queryKey}
            load={load}
            stateOf={({ done, total }) => ({ done, total, isOver: done === total })}
            label={t(`webhookRun.progress.${kind}`)}
          >
            {(over) => <Outcome run={over} />}
          </RunProgress>
          <Facts
            facts={[
              [t('webhookRun.by'), <UserLink key="user" userId={requestedByUserId} />],
              [t('webhookRun.at'), <When key="at" at={createdAt} exact />],
              [t('webhookRun.filter'), filterText(filter)],
            ]}
          />
        </Page>
      )}
    </Loaded>
  );
}

function Outcome({ run: { kind, total, failed, found } }: { run: WebhookRun }): ReactNode {
  const t = useT();
  if (kind === 'backfill') {
    return (
      <Notice mood={failed === 0 ? 'good' : 'bad'} title={t('webhookRun.found', { count: found })}>
        {failed > 0 && t('webhookRun.unread', { count: failed })}
      </Notice>
    );
  }
  return (
    <Notice mood={failed === 0 ? 'good' : 'bad'} title={t('webhookRun.handled', { count: total })}>
      {failed > 0 && t('webhookRun.dead', { count: failed })}
    </Notice>
  );
}

/** `state dead · type charge.succeeded`; null when nothing was narrowed. */
function filterText(filter: Readonly<Record<string, unknown>>): string | null {
  const parts = Object.entries(filter).map(([name, value]) => `${name} ${String(value)}`);
  return parts.length === 0 ? null : parts.join(' · ');
}
