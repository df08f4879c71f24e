import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { DataTable } from '../../../data-table/data-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { Page } from '../../../shell/page.js';
import { Empty } from '../../../ui/empty.js';
import { Text } from '../../../ui/mantine.js';
import { api } from '../../api.js';
import { useT } from '../../messages.js';
import { useAccountWords } from '../../words/use-account-words.js';
import { accountPath } from './account-link.js';
import { Balances } from './balances.js';
import { LedgerTabs } from './ledger-tabs.js';

type Account = AdminSchemas['LedgerAccountResponse'];

/** All accounts of the books with what is on them. */
export default function AccountsPage(): ReactNode {
  const t = useT();
  const filters = useMemo(() => ({ prefix: { label: t('ledger.prefix') } }), [t]);
  return (
    <Page title={t('ledger.title')} hint={t('ledger.hint')}>
      <LedgerTabs />
      <DataTable<Account, { prefix: string }>
        name="ledger-accounts"
        caption={t('ledger.accounts')}
        columns={useColumns()}
        filters={filters}
        load={(query) => api.GET('/v1/ledger/accounts', { params: { query } })}
        rowKey={({ account }) => account}
        rowLink={({ account }) => accountPath(account)}
        fileRows={oneCurrencyEach}
        empty={<Empty title={t('ledger.empty')} hint={t('ledger.emptyHint')} />}
      />
    </Page>
  );
}

function oneCurrencyEach(account: Account): readonly Account[] {
  return account.balances.length === 0 ? [account] : account.balances.map((each) => ({ ...account, balances: [each] }));
}

function useColumns(): readonly Column<Account>[] {
  const t = useT();
  const words = useAccountWords();
  return useMemo(
    () => [
      {
        key: 'account',
        header: t('ledger.account'),
        cell: ({ account }) => (
          <>
            {words(account)}
            <Text component="span" display="block" size="xs" c="dimmed" ff="monospace">
              {account}
            </Text>
          </>
        ),
        csv: ({ account }) => account,
        priority: 1,
      },
      {
        key: 'kind',
        header: t('ledger.kind'),
        cell: ({ kind }) => t(`ledger.kind.${kind}`),
        csv: ({ kind }) => kind,
      },
      {
        ...amountColumn<Account>('balance', t('ledger.balance'), ({ balances: [first] }) => first ?? null),
        cell: ({ balances }) => <Balances balances={balances} />,
      },
    ],
    [t, words],
  );
}
