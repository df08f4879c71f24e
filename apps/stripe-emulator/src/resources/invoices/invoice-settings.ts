import type { Context } from '../../core/context.js';

export interface InvoiceSettings {
  /** Days after one failed collection until the next; after the last there is none. */
  readonly retryDays: readonly number[];
  /** How many days before its due date `invoice.will_be_due` comes. */
  readonly willBeDueDays: number;
}

/** Invoices' share of the `billing` part of the emulator's config: `{ "retryDays": [3, 5, 7], "willBeDueDays": 3 }`. */
export function invoiceSettings(ctx: Context): InvoiceSettings {
  const given = (ctx.config['billing'] ?? {}) as Partial<InvoiceSettings>;
  const { retryDays, willBeDueDays } = given;
  return {
    retryDays: Array.isArray(retryDays) ? (retryDays as readonly number[]) : [3, 5, 7],
    willBeDueDays: typeof willBeDueDays === 'number' ? willBeDueDays : 3,
  };
}
