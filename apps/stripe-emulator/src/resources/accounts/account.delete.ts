import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { handOver } from '../../core/events.js';
import { invalidRequest } from '../../core/errors.js';
import { accessAccount, type AccountAccess } from './access.js';
import { accounts, applications } from './account.resource.js';

/** Deletes a connected account that holds no money. */
export function deleteAccount(ctx: Context, id: string): object {
  const access = accessAccount(ctx, id);
  if (id === ctx.platform.id) throw invalidRequest('You cannot delete your own account through the API.');
  for (const currency of ctx.book.currencies(id)) {
    const { available, pending } = ctx.book.balance(id, currency, ctx.now);
    if (available === 0 && pending === 0) continue;
    throw invalidRequest(
      `This account cannot be deleted because its balance is not zero: ${available + pending} ${currency}.`,
    );
  }
  return disconnect(access);
}

/**
 * Takes an account away from its platform: it is told once more, and then has no access. What the account owned
 * stays in the store, out of reach.
 */
export function disconnect({ account, owner, own }: AccountAccess): {
  id: string;
  object: Stripe.Account['object'];
  deleted: true;
} {
  const [application] = owner.all(applications);
  if (application !== undefined) handOver(own, owner, own.emit('account.application.deauthorized', application));
  return owner.delete(accounts, account.id);
}
