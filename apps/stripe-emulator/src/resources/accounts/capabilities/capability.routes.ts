import type Stripe from 'stripe';
import { resourceMissing } from '../../../core/errors.js';
import { noParams, p, paramsOf } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accessAccount } from '../access.js';
import { checkCapabilities } from '../account.create.js';
import { applyChange } from '../account-state.js';
import { accounts } from '../account.resource.js';
import { CAPABILITY_NAMES } from './capability-names.js';
import { capabilityObject, requestedState } from './capability.object.js';

const updateCapabilityParams = paramsOf<Stripe.AccountUpdateCapabilityParams>()({ requested: p.boolean() });
const names: readonly string[] = CAPABILITY_NAMES;

function knownName(name: string): string {
  if (!names.includes(name)) throw resourceMissing('capability', name, undefined, 'capability');
  return name;
}

const permission = 'account';
export const capabilityRoutes = [
  route({
    method: 'GET',
    path: '/v1/accounts/:account/capabilities',
    permission,
    params: noParams,
    handle: (ctx) => {
      const { account, owner } = accessAccount(ctx, ctx.pathId('account'));
      const { capabilities } = owner.hidden(accounts, account.id);
      const data = Object.entries(capabilities).map(([name, state]) => capabilityObject(account.id, name, state));
      return { object: 'list', data, has_more: false, url: ctx.url };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/accounts/:account/capabilities/:id',
    permission,
    params: noParams,
    handle: (ctx) => {
      const { account, owner } = accessAccount(ctx, ctx.pathId('account'));
      const name = knownName(ctx.pathId());
      return capabilityObject(account.id, name, owner.hidden(accounts, account.id).capabilities[name]);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/accounts/:account/capabilities/:id',
    permission,
    params: updateCapabilityParams,
    handle: (ctx) => {
      const { account, owner } = accessAccount(ctx, ctx.pathId('account'));
      const name = knownName(ctx.pathId());
      const { requested } = ctx.params;
      const { capabilities } = owner.hidden(accounts, account.id);
      if (requested !== undefined) {
        checkCapabilities({ [name]: { requested } }, account.tos_acceptance?.service_agreement);
        const state = requestedState(capabilities[name], requested, ctx.now);
        applyChange(owner, account.id, { hidden: { capabilities: { ...capabilities, [name]: state } } });
      }
      return capabilityObject(account.id, name, owner.hidden(accounts, account.id).capabilities[name]);
    },
  }),
];
