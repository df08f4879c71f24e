import type { AdminSchemas } from '@guildhall/api-client';
import { type ReactNode, useMemo } from 'react';
import { amountColumn } from '../../../data-table/amount-column.js';
import { RowsTable } from '../../../data-table/rows-table.js';
import type { Column } from '../../../data-table/table.types.js';
import { AppLink } from '../../../shell/app-link.js';
import { Group, Text } from '../../../ui/mantine.js';
import { Money } from '../../../ui/money.js';
import { useT } from '../../messages.js';
import { useCodeWords } from '../../words/use-code-words.js';

type Line = AdminSchemas['TrialBalanceLineResponse'];
type Total = AdminSchemas['TrialBalanceTotalResponse'];

/** The trial balance in one currency, with its sums: debit less credit is nothing. */
export function TrialBalanceTable({ total, lines }: { total: Total; lines: readonly Line[] }): ReactNode {
  const t = useT();
  const { currency, debitMinor, creditMinor } = total;
  const columns = useColumns();
  return (
    <RowsTable<Line>
      name={`trial-balance-${currency}`}
      title={currency.toUpperCase()}
      columns={columns}
      rows={lines.filter((line) => line.currency === currency)}
      rowKey={({ account }) => account}
      empty={null}
      note={
        <Group justify="flex-end" gap="lg">
          <Sum name={t('ledger.debit')} amountMinor={debitMinor} currency={currency} />
          <Sum name={t('ledger.credit')} amountMinor={creditMinor} currency={currency} />
          <Sum name={t('trialBalance.difference')} amountMinor={debitMinor - creditMinor} currency={currency} />
        </Group>
      }
    />
  );
}

function Sum({ name, amountMinor, currency }: { name: string; amountMinor: number; currency: string }): ReactNode {
  return (
    <Text size="sm" fw={600}>
      {name} <Money amountMinor={amountMinor} currency={currency} />
    </Text>
  );
}

function useColumns(): readonly Column<Line>[] {
  const t = useT();
  const words = useCodeWords();
  return useMemo(() => {
    const side = (key: 'debit' | 'credit'): Column<Line> =>
      amountColumn(key, t(`ledger.${key}`), (line) => ({ amountMinor: line[`${key}Minor`], currency: line.currency }));
    return [
      {
        key: 'account',
        header: t('ledger.account'),
        cell: ({ account }) => (
          <AppLink to={`/ledger?prefix=${encodeURIComponent(account)}`}>{words('ledgerAccount', account)}</AppLink>
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
        key: 'accounts',
        header: t('trialBalance.accounts'),
        align: 'end',
        cell: ({ accounts }) => <span className="gh-numbers">{accounts}</span>,
        csv: ({ accounts }) => accounts,
      },
      side('debit'),
      side('credit'),
    ];
  }, [t, words]);
}
