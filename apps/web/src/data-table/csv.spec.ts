import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { collectCsv } from './collect-csv.js';
import { csvLine } from './csv.js';
import type { Column } from './table.types.js';

describe('csvLine', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+49 30 1', `"'+49 30 1"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['＝1', `"'＝1"`],
    ['say "hi", all', '"say ""hi"", all"'],
    ['-12.50', '-12.50'],
    [-3, '-3'],
    [null, ''],
  ])('writes %j so that no spreadsheet calculates it', (value, expected) => {
    expect(csvLine([value])).toBe(`${expected}\r\n`);
  });

  it('comes back whole from a parser, and no text begins a formula', () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('=A1', '+1', '-x', '@x', '\r=1', 'a,"b"\n')), {
      minLength: 1,
    });
    fc.assert(
      fc.property(texts, (values) => {
        const [row = []] = parse(csvLine(values), { relax_column_count: true });
        expect(row).toHaveLength(values.length);
        row.forEach((cell, index) => {
          const value = values[index] ?? '';
          expect([value, `'${value}`]).toContain(cell);
          if (!/^-?\d+(\.\d+)?$/.test(value)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        });
      }),
    );
  });
});

describe('collectCsv', () => {
  const columns = [{ key: 'n', csv: (row: { n: number }) => row.n }];
  const load = ({ cursor = '0', limit }: { cursor?: string; limit: number }) => {
    const from = Number(cursor);
    const data = Array.from({ length: Math.min(limit, 250 - from) }, (_, index) => ({ n: from + index }));
    return Promise.resolve({ data, nextCursor: from + limit < 250 ? String(from + limit) : null });
  };

  it('writes every row of every page once and says how far it is', async () => {
    const seen: number[] = [];
    const { signal } = new AbortController();
    const file = await collectCsv(columns, load, {}, { signal, onProgress: (rows) => seen.push(rows) });
    const lines = (await file.text()).trimEnd().split('\r\n');
    expect(lines.slice(1)).toEqual(Array.from({ length: 250 }, (_, index) => String(index)));
    expect(seen).toEqual([100, 200, 250]);
  });

  it('says in which currency amounts are, once, behind the last of them', async () => {
    interface Row {
      readonly net: number | null;
      readonly fee: number;
      readonly of: string;
    }
    const amount = (key: 'net' | 'fee'): Pick<Column<Row>, 'key' | 'csv' | 'currency'> => ({
      key,
      csv: (row) => row[key],
      currency: (row) => (row[key] === null ? null : row.of),
    });
    const all = () => Promise.resolve({ data: [{ net: null, fee: 5, of: 'jpy' }], nextCursor: null });
    const at = { key: 'at', csv: () => null };
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const lines = async (...shown: Pick<Column<Row>, 'key' | 'csv' | 'currency'>[]): Promise<string> =>
      (await collectCsv(shown, all, {}, options)).text();
    expect(await lines(amount('net'), amount('fee'), at)).toContain('"net","fee","currency","at"\r\n,5,"jpy",\r\n');
    expect(await lines({ key: 'currency', csv: (row) => row.of }, amount('fee'))).toContain('"currency","fee"\r\n');
    expect(await lines(at)).not.toContain('currency');
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    let pages = 0;
    const asked = collectCsv(
      columns,
      (query) => {
        pages += 1;
        controller.abort();
        return load(query);
      },
      {},
      { signal: controller.signal, onProgress: () => undefined },
    );
    await expect(asked).rejects.toThrow(/abort/i);
    expect(pages).toBe(1);
  });
});
