import type { Context } from '../../core/context.js';
import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCharge } from '../charges/charge-create.js';
import { decideDispute, missDeadline } from './dispute-decide.js';
import { acceptDispute, updateDispute } from './dispute-update.js';
import { listDisputesParams, updateDisputeParams } from './dispute.params.js';
import { disputes } from './dispute.resource.js';

const permission = 'dispute';

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
