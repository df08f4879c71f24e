import type { Context, RequestContext } from '../../core/context.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { invoices } from './invoice.resource.js';

/** The context by whose time an invoice's customer lives. */
export function atInvoiceTime(ctx: RequestContext, name = 'id'): { ctx: Context; id: string } {
  const invoice = ctx.require(invoices, ctx.pathId(name));
  return { ctx: atCustomersTime(ctx, invoice.customer as string), id: invoice.id };
}
