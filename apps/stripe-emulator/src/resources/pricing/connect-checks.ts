import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, resourceMissing } from '../../core/errors.js';
import { accountOf } from './account-terms.js';

/**
 * @param param the parameter that named the account
 * @throws StripeError when money cannot be sent to the account
 */
export function assertCanReceive(ctx: Context, destination: string, param: string): void {
  const account = accountOf(ctx, destination);
  if (account === undefined) throw resourceMissing('destination', destination, param);
  if (destination === ctx.account)
    throw invalidRequest('The destination account cannot be the account that makes the request.', { param });
  // From a connected account, money only goes back to its platform.
  if (destination === ctx.platform.id) return;
  if (account.capabilities?.transfers === 'active' || isFreshStandard(account)) return;
  throw invalidRequest(
    'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
    { code: 'insufficient_capabilities_for_transfer', param },
  );
}

/** In test mode a standard account takes transfers before it is onboarded: `stripe trigger transfer.created` does it. */
function isFreshStandard({ type, details_submitted: isSubmitted }: Stripe.Account): boolean {
  return type === 'standard' && !isSubmitted;
}

/** @throws StripeError when the account cannot be the settlement merchant of a payment */
export function assertCanSettle(ctx: Context, account: string): void {
  const merchant = accountOf(ctx, account);
  if (merchant === undefined) throw resourceMissing('account', account, 'on_behalf_of');
  if (account === ctx.platform.id || merchant.capabilities?.card_payments === 'active') return;
  throw invalidRequest(
    `The account referenced in the 'on_behalf_of' parameter is missing the required capabilities: card_payments. The account must have the card_payments capability enabled: ${account}.`,
    { code: 'capability_not_active', param: 'on_behalf_of' },
  );
}

/** @throws StripeError when a connected account may not (yet) take payments itself */
export function assertCanCharge(ctx: Context): void {
  if (!ctx.isConnected || accountOf(ctx, ctx.account)?.charges_enabled !== false) return;
  throw invalidRequest(
    'Your account cannot currently make live charges. The account has outstanding requirements; see `requirements.currently_due`.',
    { code: 'account_invalid' },
  );
}
