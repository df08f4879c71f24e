import type { Context } from '../../core/context.js';
import { action } from '../../core/resource.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { sourceObjectOf } from './source-objects.js';

/** Plans the notice of a customer's card: it comes when the last month of the card begins. */
export function planExpiryNotice(ctx: Context, id: string): void {
  const { card } = ctx.require(paymentMethods, id);
  if (card === undefined) return;
  const at = monthOf(card.exp_year, card.exp_month);
  if (at > ctx.now) ctx.schedule(noticeExpiry, at, { source: id });
}

/** The card ends this month, unless it was changed or taken away meanwhile. */
export const noticeExpiry = action<{ source: string }>('customer_source.expiring', (ctx, { source: id }) => {
  const method = ctx.find(paymentMethods, id);
  if (method?.card === undefined || method.customer === null) return;
  if (monthOf(method.card.exp_year, method.card.exp_month) > ctx.now) planExpiryNotice(ctx, id);
  else ctx.emit('customer.source.expiring', sourceObjectOf(method, ctx.hidden(paymentMethods, id)));
});

function monthOf(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / 1000;
}
