import type Stripe from 'stripe';
import type { RequestContext } from '../../../core/context.js';
import type { Context } from '../../../core/context.js';
import { invalidRequest } from '../../../core/errors.js';
import { mergeMetadata, type Infer } from '../../../core/params.js';
import { accessAccount } from '../access.js';
import { applyChange } from '../account-state.js';
import { accounts } from '../account.resource.js';
import type { createExternalAccountParams, updateExternalAccountParams } from './external-account.params.js';
import { bankAccounts, payoutCards } from './external-account.resource.js';
import { addExternalAccount, makeOnlyDefault, requireExternalAccount } from './external-account.store.js';

type CreateParams = Infer<typeof createExternalAccountParams>;
type UpdateParams = Infer<typeof updateExternalAccountParams>;

/** `POST /v1/accounts/:account/external_accounts` */
export function createExternalAccount(ctx: RequestContext<CreateParams>): Stripe.ExternalAccount {
  const { account, owner, own } = accessAccount(ctx, ctx.pathId('account'));
  const added = addExternalAccount(own, ctx.params.external_account, {
    country: account.country ?? 'US',
    isDefault: ctx.params.default_for_currency,
    metadata: ctx.params.metadata,
    param: 'external_account',
  });
  const { demands } = owner.hidden(accounts, account.id);
  applyChange(owner, account.id, { hidden: { demands: demands.filter(({ field }) => field !== 'external_account') } });
  return requireExternalAccount(own, added.id);
}

/** `POST /v1/accounts/:account/external_accounts/:id` */
export function updateExternalAccount(ctx: RequestContext<UpdateParams>): Stripe.ExternalAccount {
  const { account, owner, own } = accessAccount(ctx, ctx.pathId('account'));
  const before = requireExternalAccount(own, ctx.pathId());
  const { metadata, documents: _, ...plain } = ctx.params;
  const merged = { metadata: mergeMetadata(before.metadata ?? {}, metadata) };
  const after = patch(own, before, { ...plain, ...merged });
  if (ctx.params.default_for_currency === true) makeOnlyDefault(own, after);
  own.emit('account.external_account.updated', after, before);
  applyChange(owner, account.id);
  return after;
}

/** `DELETE /v1/accounts/:account/external_accounts/:id` */
export function deleteExternalAccount(ctx: RequestContext): object {
  const { account, owner, own } = accessAccount(ctx, ctx.pathId('account'));
  const target = requireExternalAccount(own, ctx.pathId());
  if (target.default_for_currency === true && target.currency === account.default_currency)
    throw invalidRequest(
      'You cannot delete the default external account for your default currency. Please make another external account the default using the `default_for_currency` param, and then delete this one.',
    );
  const stub = target.object === 'card' ? own.delete(payoutCards, target.id) : own.delete(bankAccounts, target.id);
  own.emit('account.external_account.deleted', target);
  applyChange(owner, account.id);
  return stub;
}

/**
 * Sets the status of an external account and what follows for its account: `errored` after a failed payout stops
 * further ones until it is replaced. For the payouts family.
 * @param own seen from the connected account
 */
export function markExternalAccount(own: Context, id: string, status: 'errored' | 'new' | 'verified'): void {
  const before = requireExternalAccount(own, id);
  const after = patch(own, before, { status });
  own.emit('account.external_account.updated', after, before);
  const account = own.locate(accounts, own.account);
  if (account !== undefined) applyChange(account.ctx, own.account);
}

function patch(own: Context, target: Stripe.ExternalAccount, change: object): Stripe.ExternalAccount {
  return target.object === 'card'
    ? own.update(payoutCards, target.id, only(target, change))
    : own.update(bankAccounts, target.id, only(target, change));
}

/** Fields that the object has: a card ignores what only bank accounts have, and the other way round. */
function only<T extends object>(target: T, change: object): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([key]) => key in target)) as Partial<T>;
}
