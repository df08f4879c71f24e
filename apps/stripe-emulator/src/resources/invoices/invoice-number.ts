import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { customers } from '../customers/customer.resource.js';

/** The next number of a customer's invoices: prefix and sequence, e.g. `A1B2C3D4-0001`. */
export function takeInvoiceNumber(ctx: Context, customerId: string): string {
  const customer = ctx.require(customers, customerId);
  const sequence = customer.next_invoice_sequence ?? 1;
  ctx.update(customers, customerId, { next_invoice_sequence: sequence + 1 });
  return `${customer.invoice_prefix ?? 'INV'}-${String(sequence).padStart(4, '0')}`;
}

/** Where an invoice can be seen and paid. */
export function hostedUrls(
  ctx: Context,
  secret: string,
): { hosted_invoice_url: string; invoice_pdf: string } & Partial<Stripe.Invoice> {
  const url = `${ctx.baseUrl}/i/${ctx.account}/${secret}`;
  return { hosted_invoice_url: url, invoice_pdf: `${url}/pdf` };
}
