import { Money as Amount } from '@guildhall/money';
import { Money, type MoneyProps } from '../ui/money.js';
import type { Column } from './table.types.js';

/**
 * An amount of each row: as the viewer writes it, and as a decimal beside its currency in the file.
 * @param of null where a row has none
 */
export function amountColumn<Row>(
  key: string,
  header: string,
  of: (row: Row) => MoneyProps | null,
): Column<Row> & { readonly align: 'end' } {
  return {
    key,
    header,
    align: 'end',
    cell: (row) => {
      const amount = of(row);
      return amount === null ? '–' : <Money amountMinor={amount.amountMinor} currency={amount.currency} />;
    },
    csv: (row) => {
      const amount = of(row);
      return amount === null ? null : Amount.of(amount.amountMinor, amount.currency).toDecimal();
    },
    currency: (row) => of(row)?.currency ?? null,
  };
}
