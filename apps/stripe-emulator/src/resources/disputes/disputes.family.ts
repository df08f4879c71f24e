import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { resourceMissing } from '../../core/errors.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCharge } from '../charges/charge-create.js';
import { charges } from '../charges/charge.resource.js';
import { decideDispute, missDeadline } from './dispute-decide.js';
import { acceptDispute, updateDispute } from './dispute-update.js';
import { listDisputesParams, updateDisputeParams } from './dispute.params.js';
import { disputes } from './dispute.resource.js';

const permission = 'dispute';

/** The latest dispute of a charge. @throws StripeError 404 when nobody disputes it */
function disputeOf(ctx: Context, charge: string): Stripe.Dispute {
  ctx.require(charges, charge);
  const found = ctx.all(disputes, { charge }).at(-1);
  if (found === undefined) throw resourceMissing(`dispute for charge`, charge, undefined, charges.pathParam);
  return found;
}

/** A disputed payment. @returns the dispute's id */
function dispute(ctx: Context): string {
  const { id: charge } = createCharge(ctx, { amount: 2000, currency: 'usd', source: 'tok_createDispute' });
  return ctx.all(disputes, { charge })[0]?.id ?? '';
}

const triggerOpened = (ctx: Context): void => {
  dispute(ctx);
};
const triggerWon = (ctx: Context): void => {
  const id = dispute(ctx);
  updateDispute(ctx, id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });
  decideDispute.run(ctx, { dispute: id, verdict: 'won' });
};

export const disputesFamily = defineFamily({
  name: 'disputes',
  resources: [disputes],
  routes: [
    route({
      method: 'GET',
      path: '/v1/disputes',
      permission,
      params: listDisputesParams,
      handle: (ctx) => ctx.list(disputes),
    }),
    route({
      method: 'GET',
      path: '/v1/disputes/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(disputes, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/disputes/:id',
      permission,
      params: updateDisputeParams,
      handle: (ctx) => updateDispute(ctx, ctx.pathId(), ctx.params),
    }),
    route({
      method: 'POST',
      path: '/v1/disputes/:id/close',
      permission,
      params: noParams,
      handle: (ctx) => acceptDispute(ctx, ctx.pathId()),
    }),
    // The older addresses, below the charge.
    route({
      method: 'GET',
      path: '/v1/charges/:charge/dispute',
      permission,
      params: noParams,
      handle: (ctx) => disputeOf(ctx, ctx.pathId('charge')),
    }),
    route({
      method: 'POST',
      path: '/v1/charges/:charge/dispute',
      permission,
      params: updateDisputeParams,
      handle: (ctx) => updateDispute(ctx, disputeOf(ctx, ctx.pathId('charge')).id, ctx.params),
    }),
    route({
      method: 'POST',
      path: '/v1/charges/:charge/dispute/close',
      permission,
      params: noParams,
      handle: (ctx) => acceptDispute(ctx, disputeOf(ctx, ctx.pathId('charge')).id),
    }),
  ],
  actions: [decideDispute, missDeadline],
  events: [
    'charge.dispute.closed',
    'charge.dispute.created',
    'charge.dispute.funds_reinstated',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.updated',
  ],
  triggers: {
    'charge.dispute.created': triggerOpened,
    'charge.dispute.funds_withdrawn': triggerOpened,
    'charge.dispute.updated': (ctx) => {
      updateDispute(ctx, dispute(ctx), { metadata: { updated: 'true' } });
    },
    'charge.dispute.closed': (ctx) => {
      acceptDispute(ctx, dispute(ctx));
    },
    'charge.dispute.funds_reinstated': triggerWon,
  },
});
