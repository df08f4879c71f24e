import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { action, defineResource, type ApiObject } from '../../core/resource.js';
import { balanceOf } from '../balance/balance.js';
import { planAutomaticPayout } from './automatic-payouts.js';

/** One planned announcement per account and moment, so that a thousand charges of a day make one event. */
export const fundsNotices = defineResource<ApiObject & { object: 'emulator.funds_notice' }>({
  object: 'emulator.funds_notice',
  idPrefix: 'funds',
  hasClientIds: true,
});

export const announceFunds = action<{ notice: string }>('balance.available', (ctx, { notice }) => {
  if (ctx.find(fundsNotices, notice) !== undefined) ctx.delete(fundsNotices, notice);
  ctx.emit('balance.available', balanceOf(ctx) as Stripe.Balance & { id: string });
});

/** Announces funds that did not have to wait (`pm_card_bypassPending`), after the events of the payment itself. */
export function fundsAreHere(ctx: Context, account: string): void {
  ctx.as(account).schedule(announceFunds, ctx.now, { notice: 'now' });
}

/** To be called when money was credited to an account: plans `balance.available` and the account's next payout. */
export function fundsArrive(ctx: Context, account: string, availableOn: number): void {
  const owner = ctx.as(account);
  if (availableOn > ctx.now) {
    const notice = String(availableOn);
    if (owner.find(fundsNotices, notice) === undefined) {
      owner.insert(fundsNotices, { id: notice, object: 'emulator.funds_notice' });
      owner.schedule(announceFunds, availableOn, { notice });
    }
  }
  planAutomaticPayout(owner, availableOn);
}
