import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { useMessages } from '../../../i18n/messages.context.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { UserLink } from '../users/user-link.js';
import type { WebhookRun } from './webhook-run.page.js';
import { WebhookTabs } from './webhook-tabs.js';

const NO_FILTERS = {};

/** Replays of many events and backfills that operators asked for, newest first. */
export default function WebhookRunsPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t('webhooks.title')} hint={t('webhookRuns.hint')}>
      <WebhookTabs />
      <DataTable<WebhookRun>
        name="webhook-runs"
        caption={t('webhookRuns.title')}
        columns={useColumns()}
        filters={NO_FILTERS}
        load={(query) => api.GET('/v1/webhook-runs', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/webhook-events/runs/${id}`}
        empty={<Empty title={t('webhookRuns.empty')} hint={t('webhookRuns.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<WebhookRun>[] {
  const t = useT();
  const { locale } = useMessages();
  return useMemo(() => {
    const count = (key: 'total' | 'done' | 'failed' | 'found'): Column<WebhookRun> => ({
      key,
      header: t(`webhookRuns.${key}`),
      align: 'end',
      cell: (run) => <span className="gh-numbers">{run[key].toLocaleString(locale)}</span>,
      csv: (run) => run[key],
    });
    return [
      {
        key: 'kind',
        header: t('webhookRuns.kind'),
        cell: ({ kind }) => t(`webhookRun.title.${kind}`),
        csv: ({ kind }) => kind,
        priority: 1,
      },
      count('total'),
      count('done'),
      count('failed'),
      count('found'),
      {
        key: 'requestedByUserId',
        header: t('webhookRun.by'),
        cell: ({ requestedByUserId }) => <UserLink userId={requestedByUserId} />,
        csv: ({ requestedByUserId }) => requestedByUserId,
        priority: 3,
      },
      {
        key: 'createdAt',
        header: t('webhookRun.at'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
    ];
  }, [t, locale]);
}
