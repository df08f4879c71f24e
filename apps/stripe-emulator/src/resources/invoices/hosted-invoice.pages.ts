import type Stripe from 'stripe';
import type { Context, PageContext } from '../../core/context.js';
import type { StripeError } from '../../core/errors.js';
import type { Page, PageResponse } from '../../core/resource.js';
import { CARD_SCRIPT, cardFields, expiryOf } from '../../pages/card-fields.js';
import { html, type Piece } from '../../pages/html.js';
import { messagePage, page } from '../../pages/page.js';
import { actions, alert, button, day, money, notice, pairs, statusBadge, table } from '../../pages/parts.js';
import { confirmPaymentIntent } from '../payment-intents/payment-intent-confirm.js';
import { createPaymentMethod } from '../payment-methods/payment-method-factory.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { payableIntent } from './invoice-intent.js';
import { invoiceLines } from './invoice-line.resource.js';
import { invoicePdf } from './invoice-pdf.js';
import { sumsOf } from './invoice-sums.js';
import { invoices } from './invoice.resource.js';

interface Visit {
  readonly ctx: Context;
  readonly invoice: Stripe.Invoice;
}

/** The invoice whose secret is in the address, by its customer's time. */
function visited(ctx: PageContext): Visit | undefined {
  const own = ctx.as(ctx.path['account'] ?? '');
  const [known] = own.all(invoices, { hosted_secret: ctx.path['secret'] ?? '' });
  const found = known === undefined ? undefined : ctx.locate(invoices, known.id);
  if (found === undefined || found.object.status === 'draft') return undefined;
  return { ctx: atCustomersTime(found.ctx, found.object.customer as string), invoice: found.object };
}

const gone = (): PageResponse => messagePage('Not found', 'There is no invoice at this address.', 404);

function show(ctx: PageContext): PageResponse {
  const visit = visited(ctx);
  return visit === undefined ? gone() : invoicePage(visit, []);
}

function invoicePage({ ctx, invoice }: Visit, errors: readonly string[]): PageResponse {
  const { currency, number } = invoice;
  const isPayable = invoice.status === 'open' || invoice.status === 'uncollectible';
  return page({
    title: `Invoice ${number ?? ''}`,
    top: statusBadge(invoice.status ?? 'open'),
    status: errors.length > 0 ? 402 : 200,
    script: CARD_SCRIPT,
    body: html`<h1>Invoice ${number}</h1>
      ${alert(errors)}
      <div class="card">
        <p class="note">${isPayable ? 'Amount due' : 'Total'}</p>
        <p class="amount">${money(isPayable ? invoice.amount_remaining : invoice.total, currency)}</p>
        ${invoice.status === 'paid' && notice('This invoice is paid. Thank you.', 'ok')}
        ${invoice.status === 'void' && notice('This invoice is void: nothing is due.')} ${about(invoice)}
      </div>
      ${isPayable && payForm(invoice)}
      <div class="card">${linesTable(ctx, invoice)} ${sums(invoice)}</div>
      <p><a href="${invoice.invoice_pdf}">Download the invoice (PDF)</a></p>`,
  });
}

function about(invoice: Stripe.Invoice): Piece {
  const { account_name: from, customer_email: email, customer_name: name, due_date: due } = invoice;
  return pairs([
    ...(from === null ? [] : [['From', from] as const]),
    ['To', [name, email].filter((text) => text !== null).join(', ') || 'Customer'],
    ['Issued', day(invoice.effective_at ?? invoice.created)],
    ...(due === null ? [] : [['Due', day(due)] as const]),
    ...(invoice.description === null ? [] : [['Memo', invoice.description] as const]),
  ]);
}

function payForm(invoice: Stripe.Invoice): Piece {
  return html`<form class="card" method="post">
    <h2>Pay by card</h2>
    ${cardFields()}
    ${actions(button(html`Pay ${money(invoice.amount_remaining, invoice.currency)}`, { name: 'action', value: 'pay', isPayment: true }))}
  </form>`;
}

function linesTable(ctx: Context, invoice: Stripe.Invoice): Piece {
  return table({
    caption: 'Summary',
    headings: ['Description', 'Quantity', 'Amount'],
    right: [1, 2],
    empty: 'No lines.',
    rows: ctx
      .all(invoiceLines, { invoice: invoice.id })
      .map((line) => [line.description ?? '', String(line.quantity ?? ''), money(line.amount, invoice.currency)]),
  });
}

function sums(invoice: Stripe.Invoice): Piece {
  return pairs(sumsOf(invoice).map(([name, amount]) => [name, money(amount, invoice.currency)] as const));
}

/** Pays by the card that was typed in. */
function pay(ctx: PageContext): PageResponse {
  const visit = visited(ctx);
  if (visit === undefined) return gone();
  const { ctx: own, invoice } = visit;
  const url = invoice.hosted_invoice_url ?? '';
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') return { redirect: url };
  const { id } = createPaymentMethod(own, { type: 'card', card: cardOf(ctx) });
  const intent = payableIntent(own, invoice);
  const confirmed = confirmPaymentIntent(own, intent.id, { payment_method: id, return_url: url });
  return { redirect: confirmed.next_action?.redirect_to_url?.url ?? url };
}

/** A decline is shown where it happened; what it left behind is kept. */
function refused(ctx: PageContext, refusal: StripeError): PageResponse {
  const visit = visited(ctx);
  return visit === undefined ? gone() : invoicePage(visit, [refusal.message]);
}

function cardOf({ form }: PageContext) {
  const text = (name: string, scriptName: string): string => {
    const value = form[name] ?? form[scriptName];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    number: text('cardNumber', 'number').replaceAll(/[^0-9]/g, ''),
    ...expiryOf(text('cardExpiry', 'expiry')),
    cvc: text('cardCvc', 'cvc'),
  };
}

function pdf(ctx: PageContext): PageResponse {
  const visit = visited(ctx);
  if (visit === undefined) return gone();
  const lines = visit.ctx.all(invoiceLines, { invoice: visit.invoice.id });
  const name = `Invoice-${visit.invoice.number ?? 'draft'}.pdf`;
  return {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${name}"` },
    body: invoicePdf(visit.invoice, lines),
  };
}

export const hostedInvoicePages: readonly Page[] = [
  { method: 'GET', path: '/i/:account/:secret', handle: show },
  { method: 'POST', path: '/i/:account/:secret', handle: pay, refused },
  { method: 'GET', path: '/i/:account/:secret/pdf', handle: pdf },
];
