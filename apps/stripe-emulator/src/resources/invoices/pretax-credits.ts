import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { lineStates } from './invoice-lines.js';
import { invoiceLines } from './invoice-line.resource.js';

/** What billing credits pay of a line, before taxes. */
export interface PretaxCredit {
  readonly line: string;
  /** Minor units. */
  readonly amount: number;
  /** Id of the credit balance transaction. */
  readonly transaction: string;
}

/** Takes credits for an invoice that is being finalized. */
export type CreditProvider = (
  ctx: Context,
  invoice: Stripe.Invoice,
  lines: readonly Stripe.InvoiceLineItem[],
) => readonly PretaxCredit[];

const providers: CreditProvider[] = [];

/** Credit grants tell invoices what they pay, because invoices know nothing of them. */
export function provideCredits(provider: CreditProvider): void {
  providers.splice(0, providers.length, provider);
}

/** Puts the customer's credits on the lines of a draft. @returns whether there were any; recompute then */
export function applyCredits(ctx: Context, invoice: Stripe.Invoice): boolean {
  const states = lineStates(ctx, invoice.id);
  const lines = states.map(({ line }) => line);
  const credits = providers.flatMap((provider) => provider(ctx, invoice, lines));
  for (const { line, hidden } of states) {
    const own = credits.filter((credit) => credit.line === line.id);
    if (own.length > 0)
      ctx.update(
        invoiceLines,
        line.id,
        {},
        { ...hidden, credits: own.map(({ amount, transaction }) => ({ amount, transaction })) },
      );
  }
  return credits.length > 0;
}
