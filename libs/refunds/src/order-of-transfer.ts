import { MarketplaceOrderEntity, SellerEntity } from '@guildhall/database';
import type { EntityManager } from 'typeorm';

/**
 * Whose transfer this is. Transfers that Stripe made with a destination charge carry none of our metadata, so the
 * transfer group and the destination tell.
 * @returns null for a transfer that is not of an order of ours
 */
export async function orderOfTransfer(
  manager: EntityManager,
  transferGroup: string | null,
  stripeAccountId: string,
): Promise<{ order: MarketplaceOrderEntity; seller: SellerEntity } | null> {
  if (transferGroup === null) return null;
  const [order, seller] = await Promise.all([
    manager.findOneBy(MarketplaceOrderEntity, { transferGroup }),
    manager.findOneBy(SellerEntity, { stripeAccountId }),
  ]);
  return order === null || seller === null ? null : { order, seller };
}
