import type { SellerEntity } from './entities/seller.entity.js';

/**
 * Rules over a seller's row that several slices go by, in one place. Sell: money reaches a seller by transfer in both of
 * our charge modes, and a full agreement also settles cards. See docs/architecture.md.
 */
export function canReceiveTransfers(seller: SellerEntity): boolean {
  return isConnected(seller) && seller.transfers === 'active';
}

export function canSell(seller: SellerEntity): boolean {
  return canReceiveTransfers(seller) && (seller.serviceAgreement === 'recipient' || seller.cardPayments === 'active');
}

export function canBePaidOut(seller: SellerEntity): boolean {
  return isConnected(seller) && seller.payoutsEnabled;
}

/** `canSell` for queries. @param alias of the seller's table */
export function canSellSql(alias: string): string {
  return (
    `${alias}.stripe_account_id IS NOT NULL AND ${alias}.deauthorized_at IS NULL AND ${alias}.transfers = 'active' ` +
    `AND (${alias}.service_agreement = 'recipient' OR ${alias}.card_payments = 'active')`
  );
}

function isConnected(seller: SellerEntity): boolean {
  return seller.stripeAccountId !== null && seller.deauthorizedAt === null;
}

/** Why payouts to a seller are held, in words that the seller sees: an operator's reason before a failed payout's. */
export function payoutHoldOf({ operatorHoldReason, payoutHoldReason }: SellerEntity): string | null {
  return operatorHoldReason ?? payoutHoldReason;
}

/** Whether `payoutHoldOf` says anything, for queries. @param alias of the seller's table */
export function payoutsHeldSql(alias: string): string {
  return `${alias}.operator_hold_reason IS NOT NULL OR ${alias}.payout_hold_reason IS NOT NULL`;
}
