import { useQuery } from '@tanstack/react-query';
import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { useParams } from 'react-router';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { NotFound } from '../../../shell/not-found.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Facts } from '../../../ui/facts.js';
import { IdText } from '../../../ui/id-text.js';
import { Loaded } from '../../../ui/loaded.js';
import { When } from '../../../ui/when.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { journalWords } from '../../words/journal-words.js';
import { useAccountWords } from '../../words/use-account-words.js';
import { Balances } from './balances.js';

type Line = AdminSchemas['LedgerLineResponse'];

const NO_FILTERS = {};

/** One account: what is on it, and every posting that made it so, newest first. */
export default function AccountPage(): ReactNode {
  const { account: name = '' } = useParams();
  const t = useT();
  const account = useQuery({
    queryKey: ['ledger-account', name],
    queryFn: async () => {
      const { data } = await api.GET('/v1/ledger/accounts', { params: { query: { prefix: name, limit: 1 } } });
      return data.find((found) => found.account === name) ?? null;
    },
  });
  const columns = useColumns();
  const accountWords = useAccountWords();
  return (
    <Loaded query={account}>
      {(found) =>
        found === null ? (
          <NotFound />
        ) : (
          <Page title={accountWords(found.account)}>
            <Facts
              facts={[
                [t('ledger.kind'), t(`ledger.kind.${found.kind}`)],
                [t('ledger.account'), <IdText key="account" id={found.account} whole />],
                [t('ledger.balance'), <Balances key="balance" balances={found.balances} />],
              ]}
            />
            <DataTable<Line>
              name="ledger-postings"
              caption={t('ledger.postings')}
              columns={columns}
              filters={NO_FILTERS}
              load={(query) => api.GET('/v1/ledger/postings', { params: { query: { ...query, account: name } } })}
              rowKey={({ entryId, direction, currency, amountMinor, balanceTransactionId }) =>
                [entryId, direction, currency, amountMinor, balanceTransactionId].join(' ')
              }
              rowLink={({ entryId }) => `/ledger/entries/${entryId}`}
              empty={<Empty title={t('ledger.noPostings')} />}
            />
          </Page>
        )
      }
    </Loaded>
  );
}

function useColumns(): readonly Column<Line>[] {
  const t = useT();
  return useMemo(() => {
    const side = (wanted: Line['direction']): Column<Line> =>
      amountColumn(wanted, t(`ledger.${wanted}`), (line) => (line.direction === wanted ? line : null));
    return [
      {
        key: 'description',
        header: t('ledger.entry'),
        cell: ({ description }) => journalWords(t, description),
        csv: ({ description }) => description,
        priority: 1,
      },
      {
        key: 'occurredAt',
        header: t('ledger.occurred'),
        cell: ({ occurredAt }) => <When at={occurredAt} exact />,
        csv: ({ occurredAt }) => occurredAt,
      },
      {
        key: 'stripeObjectId',
        header: t('ledger.stripeObject'),
        cell: ({ stripeObjectId }) => (stripeObjectId === null ? '–' : <IdText id={stripeObjectId} />),
        csv: ({ stripeObjectId }) => stripeObjectId,
        priority: 4,
      },
      {
        key: 'balanceTransactionId',
        header: t('ledger.transaction'),
        cell: ({ balanceTransactionId: id }) => (id === null ? '–' : <IdText id={id} />),
        csv: ({ balanceTransactionId }) => balanceTransactionId,
        priority: 3,
      },
      side('debit'),
      side('credit'),
    ];
  }, [t]);
}
