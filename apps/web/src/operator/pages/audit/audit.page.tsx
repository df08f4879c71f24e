import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { IdText } from '../../../ui/id-text.js';
import { shortId } from '../../../ui/short-id.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { DEEDS } from '../../words/known-codes.js';
import { useCodeWords } from '../../words/use-code-words.js';
import { UserLink } from '../users/user-link.js';
import { detailText } from './detail-text.js';
import { subjectPage } from './subject-page.js';
import { useDetailWords } from './use-detail-words.js';

type Deed = AdminSchemas['AuditRecordResponse'];

interface Filters {
  action: (typeof DEEDS)[number];
  subjectId: string;
  userId: string;
  from: string;
  to: string;
}

/** What operators did, newest first. */
export default function AuditPage(): ReactNode {
  const t = useT();
  const words = useCodeWords();
  const filters = useMemo(
    () => ({
      action: { label: t('audit.action'), options: DEEDS.map((value) => ({ value, label: words('deed', value) })) },
      subjectId: { label: t('audit.subject') },
      userId: { label: t('audit.userId') },
      from: { label: t('audit.from'), isInstant: true },
      to: { label: t('audit.to'), isInstant: true },
    }),
    [t, words],
  );
  return (
    <Page title={t('audit.title')} hint={t('audit.hint')}>
      <DataTable<Deed, Filters>
        name="audit-records"
        caption={t('audit.title')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/audit-records', { params: { query } })}
        rowKey={({ id }) => id}
        empty={<Empty title={t('audit.empty')} hint={t('audit.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Deed>[] {
  const t = useT();
  const words = useCodeWords();
  const say = useDetailWords();
  return useMemo(
    () => [
      {
        key: 'action',
        header: t('audit.action'),
        cell: ({ action }) => words('deed', action),
        csv: ({ action }) => action,
        priority: 1,
      },
      {
        key: 'subjectId',
        header: t('audit.subject'),
        cell: ({ action, subjectId }) => <Subject page={subjectPage(action, subjectId)} id={subjectId} />,
        csv: ({ subjectId }) => subjectId,
      },
      {
        key: 'detail',
        header: t('audit.detail'),
        cell: ({ detail }) => detailText(detail, say),
        csv: ({ detail }) => detailText(detail),
      },
      {
        key: 'userId',
        header: t('audit.who'),
        cell: ({ userId }) => <UserLink userId={userId} />,
        csv: ({ userId }) => userId,
      },
      {
        key: 'createdAt',
        header: t('audit.when'),
        cell: ({ createdAt }) => <When at={createdAt} />,
        csv: ({ createdAt }) => createdAt,
      },
    ],
    [t, words, say],
  );
}

/** Leads to what the deed was done to, where that has a page. */
function Subject({ page, id }: { page: string | null; id: string }): ReactNode {
  return page === null ? <IdText id={id} /> : <AppLink to={page}>{shortId(id)}</AppLink>;
}
