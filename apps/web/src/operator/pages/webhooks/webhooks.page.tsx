import { type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { DataTable } from '../../../data-table/data-table.js';
import { readFilters } from '../../../data-table/use-table-url.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Button } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { BackfillDialog } from './backfill.dialog.js';
import { ReplayManyDialog } from './replay-many.dialog.js';
import { useWebhookColumns, type WebhookEvent } from './use-webhook-columns.js';
import { WebhookTabs } from './webhook-tabs.js';
import { useWebhookFilters, type WebhookFilters } from './use-webhook-filters.js';

type Asking = 'replay' | 'backfill' | null;

/** What Stripe told us, newest arrivals first. */
export default function WebhooksPage(): ReactNode {
  const t = useT();
  const filters = useWebhookFilters();
  const [params] = useSearchParams();
  const chosen = useMemo(() => readFilters<WebhookFilters>(params, filters), [params, filters]);
  const [asking, setAsking] = useState<Asking>(null);
  const ask = (what: Asking) => () => { setAsking(what); }; // prettier-ignore
  return (
    <Page
      title={t('webhooks.title')}
      hint={t('webhooks.hint')}
      actions={
        <>
          <Button variant="default" onClick={ask('backfill')}>
            {t('backfill.ask')}
          </Button>
          <Button variant="default" onClick={ask('replay')}>
            {t('replay.askMany')}
          </Button>
        </>
      }
    >
      <WebhookTabs />
      <DataTable<WebhookEvent, WebhookFilters>
        name="webhook-events"
        caption={t('webhooks.title')}
        columns={useWebhookColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/webhook-events', { params: { query } })}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/webhook-events/${id}`}
        empty={<Empty title={t('webhooks.empty')} hint={t('webhooks.emptyHint')} />}
      />
      {asking === 'replay' && <ReplayManyDialog filters={chosen} onClose={ask(null)} />}
      {asking === 'backfill' && <BackfillDialog onClose={ask(null)} />}
    </Page>
  );
}
