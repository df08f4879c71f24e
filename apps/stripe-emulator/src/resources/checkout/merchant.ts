import type { Context } from '../../core/context.js';
import { accounts } from '../accounts/account.resource.js';

/** The name that payers see: the account's dashboard name, else that of its business. */
export function merchantName(ctx: Context): string {
  const account = ctx.as(ctx.platform.id).find(accounts, ctx.account);
  return account?.settings?.dashboard.display_name ?? account?.business_profile?.name ?? 'Test shop';
}
