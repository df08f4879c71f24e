import { SeededRandom } from '../run/seeded-random.js';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const PRODUCTS = 60;

interface Line {
  readonly code: string;
  readonly description: string;
  readonly quantity: number;
  readonly price: string;
}

/**
 * A file in the format of the real one, with its dirt: prices of zero and of fractions of a penny, negative quantities,
 * empty descriptions and customers, postage, discounts, stock codes in two spellings, the same product twice in an order,
 * cancellations of whole orders, of parts, and of orders that nobody knows.
 */
export function generatedOrders(seed: string, orders: number): string {
  const random = new SeededRandom(seed);
  const out: string[] = [HEADER];
  const placed: { customer: string; lines: readonly Line[] }[] = [];
  for (let n = 0; n < orders; n += 1) {
    const invoice = String(600_000 + n);
    const customer = random.next() < 0.25 ? '' : String(12_000 + random.between(0, 24));
    const lines = Array.from({ length: random.between(1, 6) }, () => cleanLine(random));
    for (const line of lines) out.push(write(invoice, line, customer));
    if (random.next() < 0.15) out.push(write(invoice, dirtyLine(random), customer));
    placed.push({ customer, lines });
    if (random.next() < 0.08) out.push(...cancellation(`C${700_000 + n}`, random, placed));
  }
  return `\uFEFF${out.join('\r\n')}\r\n`;
}

function cleanLine(random: SeededRandom): Line {
  if (random.next() < 0.05) return { code: 'POST', description: 'POSTAGE', quantity: 1, price: '18.00' };
  const product = random.between(1, PRODUCTS);
  const code = `2${String(product).padStart(4, '0')}${random.next() < 0.2 ? 'a' : 'A'}`;
  const description = random.next() < 0.05 ? '' : `"SET OF ${product}, ""TEA"" CUPS £"`;
  const price = `${product % 7}.${String((product * 37) % 100).padStart(2, '0')}`;
  return { code, description, quantity: random.between(1, 24), price: price === '0.00' ? '0.85' : price };
}

function dirtyLine(random: SeededRandom): Line {
  const line = cleanLine(random);
  const kinds: [Line, ...Line[]] = [
    { ...line, price: '0' },
    { ...line, price: '0.0425' },
    { ...line, price: '-11.62' },
    { ...line, quantity: -3 },
    { ...line, quantity: 0, description: 'damaged' },
    { code: 'D', description: 'Discount', quantity: -1, price: '27.50' },
    { ...line, code: '' },
  ];
  return random.pick(kinds);
}

/** Of a whole order of somebody, of a part of one, or of nothing that there is. */
function cancellation(
  invoice: string,
  random: SeededRandom,
  placed: readonly { customer: string; lines: readonly Line[] }[],
): string[] {
  const order = placed[random.between(0, placed.length - 1)];
  if (order === undefined) return [];
  const lines = random.next() < 0.6 ? order.lines : order.lines.slice(0, 1);
  const customer = random.next() < 0.1 ? '99999' : order.customer;
  return lines.map((line) => write(invoice, { ...line, quantity: -line.quantity }, customer));
}

function write(invoice: string, { code, description, quantity, price }: Line, customer: string): string {
  return [invoice, code, description, quantity, '1/12/2010', price, customer, 'United Kingdom'].join(',');
}
