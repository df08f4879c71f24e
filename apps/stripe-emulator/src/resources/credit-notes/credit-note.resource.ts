import type Stripe from 'stripe';
import { defineResource, type Resource } from '../../core/resource.js';
import type { View } from '../../core/view.js';
import { olderTax } from '../invoices/invoice-line.resource.js';

export const creditNoteLines = defineResource<Stripe.CreditNoteLineItem, { creditNote: string }>({
  object: 'credit_note_line_item',
  idPrefix: 'cnli',
  filters: {
    credit_note: (_line, hidden) => hidden.creditNote,
    invoice_line_item: (line) => line.invoice_line_item,
  },
  expandable: {
    'pretax_credit_amounts.credit_balance_transaction': 'billing.credit_balance_transaction',
    'pretax_credit_amounts.discount': 'discount',
    'discount_amounts.discount': 'discount',
  },
  present: (line, view) => (view.apiVersion >= '2025-03-31' ? line : olderLine(line)),
});

function olderLine({ taxes, ...line }: Stripe.CreditNoteLineItem): Stripe.CreditNoteLineItem {
  return { ...line, tax_amounts: (taxes ?? []).map(olderTax) } as unknown as Stripe.CreditNoteLineItem;
}

export const creditNotes: Resource<Stripe.CreditNote, undefined> = defineResource<Stripe.CreditNote>({
  object: 'credit_note',
  idPrefix: 'cn',
  label: 'credit note',
  filters: {
    customer: (note) => note.customer as string,
    customer_account: (note) => note.customer_account ?? undefined,
    invoice: (note) => note.invoice as string,
  },
  expandable: {
    'pretax_credit_amounts.credit_balance_transaction': 'billing.credit_balance_transaction',
    'pretax_credit_amounts.discount': 'discount',
    'shipping_cost.shipping_rate': 'shipping_rate',
    customer: 'customer',
    customer_balance_transaction: 'customer_balance_transaction',
    'discount_amounts.discount': 'discount',
    invoice: 'invoice',
    refund: 'refund',
    'refunds.refund': 'refund',
  },
  present: (note, view) => {
    const shown = { ...note, lines: linesOf(note, view) };
    return view.apiVersion < '2025-03-31' ? older(shown) : shown;
  },
});

function linesOf(note: Stripe.CreditNote, view: View): Stripe.ApiList<Stripe.CreditNoteLineItem> {
  if (view.store.row(creditNotes, view.account, note.id) === undefined) return note.lines;
  const all = view.store.all(creditNoteLines, view.account, { credit_note: note.id });
  const data = all.slice(0, 10).map(({ object }) => creditNoteLines.present?.(object, view) ?? object);
  return { object: 'list', data, has_more: all.length > 10, url: `/v1/credit_notes/${note.id}/lines` };
}

/** Until 2025-03-31 a credit note had one refund. */
function older(note: Stripe.CreditNote): Stripe.CreditNote {
  return {
    ...note,
    refund: note.refunds[0]?.refund ?? null,
    tax_amounts: (note.total_taxes ?? []).map(olderTax),
  } as Stripe.CreditNote;
}
