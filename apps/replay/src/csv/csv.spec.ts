import fc from 'fast-check';
import { microsOf, parseMicros, parseQuantity, pounds, wholePence } from './exact-amount.js';
import { decode, readRows } from './read-rows.js';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

describe('reading the file', () => {
  it('takes a byte order mark, quotes, line ends of any system and old encodings', () => {
    const text = `\uFEFF${HEADER}\r\n536365,84406b,"SET OF 3, ""TEA"" £",6,1/12/2010,2.55,17850,United Kingdom\r\n`;
    const [row] = readRows(decode(new TextEncoder().encode(text)));
    expect(row).toEqual({
      number: 1,
      invoice: '536365',
      stockCode: '84406B',
      description: 'SET OF 3, "TEA" £',
      quantity: '6',
      unitPrice: '2.55',
      customer: '17850',
    });
    const old = Uint8Array.from([...`${HEADER}\n1,A,CAF`].map((letter) => letter.charCodeAt(0)).concat(0xc9));
    expect(readRows(decode(old))[0]?.description).toBe('CAFÉ');
  });

  it('loses no row, however short', () => {
    expect(readRows(`${HEADER}\n1\n2,A,B,3,,1.00,,,,extra\n`)).toHaveLength(2);
  });

  it('says which column is missing', () => {
    expect(() => readRows('InvoiceNo,StockCode\n1,A\n')).toThrow('Description, Quantity, UnitPrice, CustomerID');
  });
});

describe('exact amounts', () => {
  it('reads every amount of whole pence as itself', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999_999n }), (pence) => {
        const text = `${pence / 100n}.${String(pence % 100n).padStart(2, '0')}`;
        const micros = parseMicros(text);
        expect(micros === null ? null : wholePence(micros)).toBe(pence);
      }),
    );
  });

  it('knows what is no whole penny and what is no amount', () => {
    expect(wholePence(parseMicros('0.425') ?? 0n)).toBeNull();
    expect(wholePence(parseMicros('1.250') ?? 0n)).toBe(125n);
    expect(['', '1,25', '1e3', '.5', '1.1234567', '£1', 'NaN'].map(parseMicros)).toEqual(Array(7).fill(null));
    expect(['', '1.5', '2 ', 'x', '9'.repeat(16)].map(parseQuantity)).toEqual(Array(5).fill(null));
    expect(['6', '-12', '0'].map(parseQuantity)).toEqual([6, -12, 0]);
  });

  it('writes pounds with all the decimals that there are', () => {
    expect([microsOf(1_234_567_89n), -microsOf(5n), 42_500n, 0n].map(pounds)).toEqual([
      '£1,234,567.89',
      '-£0.05',
      '£0.0425',
      '£0.00',
    ]);
  });
});
