import { canSell, type SellerEntity } from '@guildhall/database';
import { currencyRule } from '@guildhall/money';
import { PriceNotChargeable, SellerNotReady } from './catalogue.errors.js';

/** @throws SellerNotReady with Stripe's own requirement names */
export function assertCanSell(seller: SellerEntity): void {
  if (canSell(seller)) return;
  const { pastDue, currentlyDue } = seller.requirements;
  throw new SellerNotReady([...new Set([...pastDue, ...currentlyDue])], seller.disabledReason);
}

/** @throws PriceNotChargeable: 5.123 KWD, half an ISK */
export function assertChargeable(priceMinor: bigint, currency: string): void {
  const { chargeStepMinor } = currencyRule(currency);
  if (priceMinor % chargeStepMinor !== 0n) throw new PriceNotChargeable(priceMinor, chargeStepMinor, currency);
}
