import type { ChargeMode } from '@guildhall/database';

/** One seller's part of an order, as it stands before the refund. */
export interface ShareToRefund {
  readonly sellerId: string;
  readonly amountMinor: bigint;
  readonly commissionMinor: bigint;
  /** The transfer made for this share, if any. A destination charge has made one whether or not we know its row yet. */
  readonly transfer: { readonly id: string } | null;
}

export interface PlannedLeg {
  readonly sellerId: string;
  readonly transferId: string | null;
  /** `with_refund`: Stripe reverses it in the refund call itself. */
  readonly means: 'with_refund' | 'reversal' | 'none';
  readonly buyerMinor: bigint;
  /** What the seller gives up. Above what the transfer still holds, it becomes the seller's debt. */
  readonly takeBackMinor: bigint;
  /** What the platform gives up of its commission. */
  readonly commissionBackMinor: bigint;
}

/**
 * Plans the refund of a whole order, before anything is sent. Per leg with a transfer:
 * buyer = take back + commission back (separate), or buyer = take back, commission back on top to the seller (destination).
 * @param policy `return`: the platform gives its commission back; `keep`: the seller bears it
 */
export function planFullRefund(
  mode: ChargeMode,
  policy: 'return' | 'keep',
  shares: readonly ShareToRefund[],
): PlannedLeg[] {
  return shares.map(({ sellerId, amountMinor, commissionMinor, transfer }) => {
    const leg = { sellerId, transferId: transfer?.id ?? null, buyerMinor: amountMinor };
    const commissionBackMinor = policy === 'return' ? commissionMinor : 0n;
    if (mode === 'destination')
      return { ...leg, means: 'with_refund', takeBackMinor: amountMinor, commissionBackMinor };
    if (transfer === null) return { ...leg, means: 'none', takeBackMinor: 0n, commissionBackMinor: 0n };
    return { ...leg, means: 'reversal', takeBackMinor: amountMinor - commissionBackMinor, commissionBackMinor };
  });
}
