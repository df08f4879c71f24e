import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { forbidden, StripeError } from '../../core/errors.js';
import { masked } from '../../core/platforms.js';
import { accounts } from './account.resource.js';

export interface AccountAccess {
  readonly account: Stripe.Account;
  /** Seen from the platform, to which the account's row belongs. */
  readonly owner: Context;
  /** Seen from the account itself. */
  readonly own: Context;
}

/**
 * The account that a call names, if the key may have it: its own, or one connected to it.
 * @throws StripeError 403 `account_invalid`, as Stripe answers for unknown and foreign accounts alike
 */
export function accessAccount(ctx: Context, id: string): AccountAccess {
  const owner = ctx.as(ctx.platform.id);
  const account = owner.find(accounts, id);
  const isAllowed = account !== undefined && (!ctx.isConnected || id === ctx.account);
  if (!isAllowed) throw noAccess(ctx, id);
  return { account, owner, own: owner.as(id) };
}

function noAccess(ctx: Context, id: string): StripeError {
  return forbidden(
    `The provided key '${masked(ctx.key.value)}' does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    { code: 'account_invalid' },
  );
}

/** True where Stripe collects the information (Express, Standard): the platform then gives little itself. */
export function isCollectedByStripe(account: Stripe.Account): boolean {
  return account.controller?.requirement_collection === 'stripe';
}
