import type { Context } from '../../core/context.js';
import { Download } from '../../core/http/download.js';
import { storedLines } from '../checkout/checkout-amounts.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { describePrice } from '../prices/price-amount.js';
import type { Quote } from './quote.resource.js';

/** A quote as a document: one page of plain text. */
export function quotePdf(ctx: Context, quote: Quote): Download {
  const currency = quote.currency ?? 'usd';
  const lines = [
    quote.header ?? 'Quote',
    `Quote number: ${quote.number ?? 'draft'}`,
    `Status: ${quote.status}`,
    `Expires: ${new Date(quote.expires_at * 1000).toISOString().slice(0, 10)}`,
    '',
    ...storedLines(ctx, quote.id).map(({ price, quantity }) => describePrice(ctx, price, quantity)),
    '',
    `Total: ${formatAmount(quote.amount_total, currency)}`,
    quote.footer ?? '',
  ];
  return new Download(textDocument(lines), 'application/pdf', `${quote.number ?? quote.id}.pdf`);
}

/** The smallest PDF that shows lines of text. */
function textDocument(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${latin(line)}) Tj T*`).join('\n');
  const content = `BT /F1 12 Tf 18 TL 72 770 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}

/** What the font has; parentheses and backslashes mean something in PDF. */
function latin(text: string): string {
  return text.replaceAll(/[^\u0020-\u00ff]/g, '?').replaceAll(/[\\()]/g, (character) => `\\${character}`);
}
