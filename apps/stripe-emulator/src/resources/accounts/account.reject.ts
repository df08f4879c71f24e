import type Stripe from 'stripe';
import type { RequestContext } from '../../core/context.js';
import { forbidden, invalidRequest } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { accessAccount } from './access.js';
import type { rejectAccountParams } from './account.params.js';
import { accounts } from './account.resource.js';
import { applyChange } from './account-state.js';

/** Flags an account: it can neither sell nor be paid out. */
export function rejectAccount(ctx: RequestContext<Infer<typeof rejectAccountParams>>): Stripe.Account {
  const { account, owner } = accessAccount(ctx, ctx.pathId());
  if (account.controller?.losses?.payments !== 'application' || account.id === ctx.platform.id)
    throw forbidden('Only accounts for whose losses the platform is liable can be rejected.');
  if (owner.hidden(accounts, account.id).rejection !== null)
    throw invalidRequest('This account has already been rejected.', { code: 'account_already_rejected' });
  const { reason } = ctx.params;
  const kind = reason.startsWith('fraud') ? 'fraud' : reason === 'terms_of_service' ? 'terms_of_service' : 'other';
  return applyChange(owner, account.id, { hidden: { rejection: `rejected.${kind}` } });
}

/** Takes a rejection back. */
export function unrejectAccount(ctx: RequestContext): Stripe.Account {
  const { account, owner } = accessAccount(ctx, ctx.pathId());
  if (owner.hidden(accounts, account.id).rejection === null) throw invalidRequest('This account is not rejected.');
  return applyChange(owner, account.id, { hidden: { rejection: null } });
}
