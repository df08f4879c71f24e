import { parse } from 'csv-parse/sync';

/** One line of the file, as text. */
export interface Row {
  /** 1 for the first line after the header. */
  readonly number: number;
  readonly invoice: string;
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  /** Empty when nobody is named. */
  readonly customer: string;
}

const COLUMNS = ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'UnitPrice', 'CustomerID'] as const;

/** Reads the bytes as UTF-8 where they are, otherwise as Windows-1252, which the data was published in. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).replace(/^ï»¿/, '');
  }
}

/**
 * Every line of the file in its order; none is left out, whatever is wrong with it.
 * @throws Error when the header lacks a column
 */
export function readRows(text: string): Row[] {
  let header: string[] = [];
  const records: Record<string, string>[] = parse(text, {
    columns: (names: string[]) => (header = names.map((name) => name.trim())),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const missing = COLUMNS.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new Error(`the file has no column ${missing.join(', ')}`);
  return records.map((record, index) => {
    const cell = (name: (typeof COLUMNS)[number]): string => (record[name] ?? '').trim();
    return {
      number: index + 1,
      invoice: cell('InvoiceNo'),
      stockCode: cell('StockCode').toUpperCase(),
      description: cell('Description'),
      quantity: cell('Quantity'),
      unitPrice: cell('UnitPrice'),
      customer: cell('CustomerID'),
    };
  });
}
