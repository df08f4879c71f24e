import type { AdminSchemas } from '@guildhall/api-client';
import type { ReactNode } from 'react';
import { Money } from '../../../ui/money.js';
import { Stack } from '../../../ui/mantine.js';

/** One amount per currency, one below the other. */
export function Balances({ balances }: { balances: readonly AdminSchemas['LedgerBalanceResponse'][] }): ReactNode {
  if (balances.length === 0) return '–';
  return (
    <Stack gap={2}>
      {balances.map(({ currency, amountMinor }) => (
        <Money key={currency} amountMinor={amountMinor} currency={currency} />
      ))}
    </Stack>
  );
}
