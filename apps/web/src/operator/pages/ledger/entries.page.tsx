import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { IdText } from '../../../ui/id-text.js';
import { Stack } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { journalWords } from '../../words/journal-words.js';
import { LedgerTabs } from './ledger-tabs.js';
import { byCurrency, totalsOf } from './postings.js';

type Entry = AdminSchemas['LedgerEntryResponse'];

interface Filters {
  orderId: string;
  stripeId: string;
}

/** All entries of the journal, newest first. */
export default function EntriesPage(): ReactNode {
  const t = useT();
  const filters = useMemo(
    () => ({ orderId: { label: t('ledger.orderId') }, stripeId: { label: t('ledger.stripeId') } }),
    [t],
  );
  return (
    <Page title={t('ledger.title')} hint={t('ledger.hint')}>
      <LedgerTabs />
      <DataTable<Entry, Filters>
        name="ledger-entries"
        caption={t('ledger.entries')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/ledger/entries', { params: { query } })}
        rowKey={({ entryId }) => entryId}
        rowLink={({ entryId }) => `/ledger/entries/${entryId}`}
        fileRows={(entry) => byCurrency(entry.postings).map((postings) => ({ ...entry, postings }))}
        empty={<Empty title={t('ledger.empty')} hint={t('ledger.emptyHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<Entry>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        key: 'description',
        header: t('ledger.entry'),
        cell: ({ description }) => journalWords(t, description),
        csv: ({ description }) => description,
        priority: 1,
      },
      {
        key: 'key',
        header: t('ledger.key'),
        cell: ({ key }) => <IdText id={key} />,
        csv: ({ key }) => key,
        priority: 3,
      },
      {
        key: 'stripeObjectId',
        header: t('ledger.stripeObject'),
        cell: ({ stripeObjectId }) => (stripeObjectId === null ? '–' : <IdText id={stripeObjectId} />),
        csv: ({ stripeObjectId }) => stripeObjectId,
      },
      {
        key: 'occurredAt',
        header: t('ledger.occurred'),
        cell: ({ occurredAt }) => <When at={occurredAt} exact />,
        csv: ({ occurredAt }) => occurredAt,
      },
      {
        ...amountColumn<Entry>('total', t('ledger.total'), ({ postings }) => totalsOf(postings)[0]?.debit ?? null),
        cell: ({ postings }) => (
          <Stack gap={2}>
            {totalsOf(postings).map(({ debit }) => (
              <Money key={debit.currency} amountMinor={debit.amountMinor} currency={debit.currency} />
            ))}
          </Stack>
        ),
      },
    ],
    [t],
  );
}
