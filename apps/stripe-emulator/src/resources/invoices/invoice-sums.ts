import type Stripe from 'stripe';

/** What leads from the lines to the amount that is due. */
export function sumsOf(invoice: Stripe.Invoice): (readonly [string, number])[] {
  const discount = (invoice.total_discount_amounts ?? []).reduce((total, { amount }) => total + amount, 0);
  const exclusive = (invoice.total_taxes ?? []).filter((tax) => tax.tax_behavior === 'exclusive');
  const tax = exclusive.reduce((total, { amount }) => total + amount, 0);
  const balance = invoice.amount_due - invoice.total + invoice.pre_payment_credit_notes_amount;
  return [
    ['Subtotal', invoice.subtotal],
    ...(discount === 0 ? [] : [['Discount', -discount] as const]),
    ...(tax === 0 ? [] : [['Tax', tax] as const]),
    ['Total', invoice.total],
    ...(balance === 0 ? [] : [['Applied balance', balance] as const]),
    ...(invoice.pre_payment_credit_notes_amount === 0
      ? []
      : [['Credit notes', -invoice.pre_payment_credit_notes_amount] as const]),
    ...(invoice.amount_paid === 0 ? [] : [['Paid', -invoice.amount_paid] as const]),
    ['Amount due', invoice.amount_remaining],
  ];
}
