import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import type Stripe from 'stripe';
import { day, money } from '../../pages/parts.js';
import { sumsOf } from './invoice-sums.js';

const MARGIN = 56;
const RIGHT = 500;

/** Loaded with the first document: it takes longer to load than the rest of the emulator. */
function newDocument(title: string): PDFKit.PDFDocument {
  const Document = createRequire(import.meta.url)('pdfkit') as typeof PDFDocument;
  // Compression would make it asynchronous.
  return new Document({ compress: false, margin: MARGIN, size: 'A4', info: { Title: title } });
}

/** Everything that was written, at once. */
function bytesOf(document: PDFKit.PDFDocument): Uint8Array {
  document.end();
  const chunks: Buffer[] = [];
  for (let chunk = document.read() as Buffer | null; chunk !== null; chunk = document.read() as Buffer | null)
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** An invoice on paper. */
export function invoicePdf(invoice: Stripe.Invoice, lines: readonly Stripe.InvoiceLineItem[]): Uint8Array {
  const document = newDocument(`Invoice ${invoice.number ?? ''}`);
  const row = (left: string, right: string): void => {
    if (document.y > 740) document.addPage();
    const { y } = document;
    document.text(left, MARGIN, y, { width: RIGHT - MARGIN - 110 });
    const next = document.y;
    document.text(right, RIGHT - 100, y, { width: 100, align: 'right' });
    document.y = Math.max(next, document.y) + 4;
  };
  document.fontSize(22).text('Invoice', MARGIN).fontSize(10).moveDown();
  row('Invoice number', invoice.number ?? '');
  row('Date of issue', day(invoice.effective_at ?? invoice.created));
  if (invoice.due_date !== null) row('Date due', day(invoice.due_date));
  document.moveDown();
  document.text(`From: ${invoice.account_name ?? 'Stripe emulator'}`, MARGIN);
  document.text(`Bill to: ${invoice.customer_name ?? ''} ${invoice.customer_email ?? ''}`.trim(), MARGIN).moveDown();
  for (const line of lines)
    row(`${line.quantity ?? 1} x ${line.description ?? ''}`, money(line.amount, invoice.currency));
  document.moveDown();
  for (const [name, amount] of sumsOf(invoice)) row(name, money(amount, invoice.currency));
  if (invoice.footer !== null) document.moveDown().text(invoice.footer, MARGIN);
  return bytesOf(document);
}
