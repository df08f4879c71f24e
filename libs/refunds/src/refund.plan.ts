import type { ChargeMode } from '@guildhall/database';

/** One seller's part of an order, as it stands before the refund. */
export interface ShareToRefund {
  readonly sellerId: string;
  readonly amountMinor: bigint;
  readonly commissionMinor: bigint;
  /** The transfer made (or asked for) for this share. Of a destination charge there is one even if we have not heard of it. */
  readonly transfer: { readonly id: string; readonly reversedMinor: bigint } | null;
  /** What earlier refunds have settled with the seller. They may have failed on the buyer's side only. */
  readonly earlier: { readonly takenBackMinor: bigint; readonly commissionBackMinor: bigint };
}

export interface PlannedLeg {
  readonly sellerId: string;
  readonly transferId: string | null;
  /** `with_refund`: Stripe reverses it in the refund call itself; `none`: nothing to take back. */
  readonly means: 'with_refund' | 'reversal' | 'none';
  readonly buyerMinor: bigint;
  /** What the seller gives up. Above what the transfer still holds, it becomes the seller's debt. */
  readonly takeBackMinor: bigint;
  /** What the platform gives up of its commission. */
  readonly commissionBackMinor: bigint;
}

/**
 * Plans the refund of a whole order, before anything is sent. What the buyer gets of a share comes back from where it
 * went: of separate charges buyer = take back + commission back; of a destination charge buyer = take back, and the
 * commission goes back on top, to the seller.
 * @param policy `return`: the platform gives its commission back; `keep`: the seller bears it
 */
export function planFullRefund(
  mode: ChargeMode,
  policy: 'return' | 'keep',
  shares: readonly ShareToRefund[],
): PlannedLeg[] {
  return shares.map(({ sellerId, amountMinor, commissionMinor, transfer, earlier }) => {
    const leg = { sellerId, transferId: transfer?.id ?? null, buyerMinor: amountMinor };
    if (mode === 'separate' && transfer === null)
      return { ...leg, means: 'none', takeBackMinor: 0n, commissionBackMinor: 0n };
    const commissionBackMinor = policy === 'return' ? atLeastZero(commissionMinor - earlier.commissionBackMinor) : 0n;
    const byPlatformMinor = mode === 'separate' ? earlier.commissionBackMinor + commissionBackMinor : 0n;
    const reversedMinor = transfer?.reversedMinor ?? 0n;
    const takenMinor = reversedMinor > earlier.takenBackMinor ? reversedMinor : earlier.takenBackMinor;
    const takeBackMinor = atLeastZero(amountMinor - byPlatformMinor - takenMinor);
    const isNothing = takeBackMinor === 0n && commissionBackMinor === 0n;
    const means = isNothing ? 'none' : mode === 'separate' ? 'reversal' : 'with_refund';
    return { ...leg, means, takeBackMinor, commissionBackMinor };
  });
}

function atLeastZero(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}
