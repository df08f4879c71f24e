import { Money as Amount } from '@guildhall/money';
import { Money } from '../ui/money.js';
import type { Column } from './table.types.js';

/** How much a row is about: as the viewer writes it, and as a decimal in the file. */
export function amountColumn<Row extends { amountMinor: number; currency: string }>(header: string): Column<Row> {
  return {
    key: 'amount',
    header,
    align: 'end',
    cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor} currency={currency} />,
    csv: ({ amountMinor, currency }) => Amount.of(amountMinor, currency).toDecimal(),
  };
}
