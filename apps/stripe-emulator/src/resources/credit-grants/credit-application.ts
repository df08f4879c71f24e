import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { ApiObject } from '../../core/resource.js';
import { provideCredits, type PretaxCredit } from '../invoices/pretax-credits.js';
import { prices } from '../prices/price.resource.js';
import { creditGrants, creditTransactions, type Grant } from './credit-grant.resource.js';
import { credit, debit } from './credit-transactions.js';

type Line = Stripe.InvoiceLineItem;

/** The grants that a customer may use now, in the order in which they are used up. */
export function usableGrants(ctx: Context, customer: string): Grant[] {
  return ctx
    .all(creditGrants, { customer })
    .filter((grant) => isUsable(ctx, grant))
    .toSorted(
      (left, right) =>
        (left.priority ?? 50) - (right.priority ?? 50) ||
        (left.expires_at ?? Infinity) - (right.expires_at ?? Infinity) ||
        Number(left.category === 'paid') - Number(right.category === 'paid') ||
        (left.effective_at ?? 0) - (right.effective_at ?? 0) ||
        left.created - right.created,
    );
}

function isUsable(ctx: Context, grant: Grant): boolean {
  const isOpen = grant.voided_at === null && (grant.expires_at === null || grant.expires_at > ctx.now);
  return isOpen && (grant.effective_at ?? 0) <= ctx.now;
}

/** Whether a grant pays for usage at a price: of any meter, or of those it names. */
export function appliesTo({ applicability_config: { scope } }: Grant, price: Stripe.Price): boolean {
  if (price.recurring?.meter == null) return false;
  return scope.prices === undefined || scope.prices.some(({ id }) => id === price.id);
}

/** Pays what credits can of the metered lines of an invoice that is being finalized. */
function applyTo(ctx: Context, invoice: Stripe.Invoice, lines: readonly Line[]): PretaxCredit[] {
  const grants = usableGrants(ctx, invoice.customer as string);
  return lines.flatMap((line) => {
    const price = priceOf(ctx, line);
    let open = line.amount - (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
    return grants.flatMap((grant) => {
      const { left } = ctx.hidden(creditGrants, grant.id);
      const amount = Math.min(left, open);
      const isFitting = grant.amount.monetary?.currency === invoice.currency;
      if (amount <= 0 || !isFitting || price === undefined || !appliesTo(grant, price)) return [];
      open -= amount;
      const credits = { invoice: invoice.id, invoice_line_item: line.id };
      const { id } = debit(ctx, grant, amount, { type: 'credits_applied', credits_applied: credits });
      return [{ line: line.id, amount, transaction: id }];
    });
  });
}

function priceOf(ctx: Context, { pricing }: Line): Stripe.Price | undefined {
  const id = pricing?.price_details?.price;
  return typeof id === 'string' ? ctx.find(prices, id) : undefined;
}

/** A voided invoice gives its credits back. */
export function reinstate(ctx: Context, object: ApiObject): void {
  for (const { credit_grant: id, debit: used } of ctx.all(creditTransactions, { invoice: object.id })) {
    const grant = ctx.find(creditGrants, id as string);
    const value = used?.amount.monetary?.value;
    if (grant === undefined || value === undefined || used?.credits_applied == null) continue;
    credit(ctx, grant, value, {
      type: 'credits_application_invoice_voided',
      credits_application_invoice_voided: used.credits_applied,
    });
  }
}

provideCredits(applyTo);
