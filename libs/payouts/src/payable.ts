import { currencyRule } from '@guildhall/money';
import type Stripe from 'stripe';

/** What an account could be paid out now, per currency. Amounts in minor units. */
export interface AvailableFunds {
  readonly currency: string;
  readonly availableMinor: bigint;
  readonly pendingMinor: bigint;
}

export function availableFunds(balance: Stripe.Balance): AvailableFunds[] {
  return balance.available.map(({ currency, amount }) => ({
    currency,
    availableMinor: BigInt(amount),
    pendingMinor: BigInt(balance.pending.find((each) => each.currency === currency)?.amount ?? 0),
  }));
}

/** The smallest payout we make: one major unit, or the currency's payout step where that is more. Our policy, not Stripe's. */
export function minimumPayoutMinor(currency: string): bigint {
  const { minorDigits, payoutStepMinor } = currencyRule(currency);
  const majorMinor = 10n ** BigInt(minorDigits);
  return majorMinor > payoutStepMinor ? majorMinor : payoutStepMinor;
}
