import fc from 'fast-check';
import { planFullRefund, type ShareToRefund } from './refund.plan.js';

const NOTHING_EARLIER = { takenBackMinor: 0n, commissionBackMinor: 0n };
const share = (amountMinor: bigint, commissionMinor: bigint, change: Partial<ShareToRefund> = {}): ShareToRefund => ({
  sellerId: 'a',
  amountMinor,
  commissionMinor,
  transfer: { id: 't', reversedMinor: 0n },
  earlier: NOTHING_EARLIER,
  ...change,
});
const anyShare = fc
  .record({ amountMinor: fc.bigInt({ min: 0n, max: 10_000_000n }), bps: fc.bigInt({ min: 0n, max: 10_000n }) })
  .map(({ amountMinor, bps }) => share(amountMinor, (amountMinor * bps) / 10_000n));
const anyPolicy = fc.constantFrom('return' as const, 'keep' as const);

describe('the plan of a full refund', () => {
  it('story 24, one seller: all of it comes back with the refund, the commission on top', () => {
    expect(planFullRefund('destination', 'return', [share(100_00n, 10_00n)])).toEqual([
      {
        sellerId: 'a',
        transferId: 't',
        means: 'with_refund',
        buyerMinor: 100_00n,
        takeBackMinor: 100_00n,
        commissionBackMinor: 10_00n,
      },
    ]);
  });

  it('separate charges: what the buyer gets is what the seller and the platform give up, under either policy', () => {
    fc.assert(
      fc.property(fc.array(anyShare, { minLength: 1, maxLength: 50 }), anyPolicy, (shares, policy) => {
        for (const [place, leg] of planFullRefund('separate', policy, shares).entries()) {
          expect(leg.takeBackMinor + leg.commissionBackMinor).toBe(leg.buyerMinor);
          expect(leg.commissionBackMinor).toBe(policy === 'return' ? shares[place]?.commissionMinor : 0n);
        }
      }),
    );
  });

  it('destination charges: the seller gives up all of it, and the commission decides only what comes back on top', () => {
    fc.assert(
      fc.property(anyShare, anyPolicy, (one, policy) => {
        const [leg] = planFullRefund('destination', policy, [one]);
        expect(leg?.takeBackMinor).toBe(one.amountMinor);
        expect(leg?.commissionBackMinor).toBe(policy === 'return' ? one.commissionMinor : 0n);
      }),
    );
  });

  it('the legs add up to what the buyer paid', () => {
    fc.assert(
      fc.property(fc.array(anyShare, { maxLength: 50 }), anyPolicy, (shares, policy) => {
        const sum = planFullRefund('separate', policy, shares).reduce(
          (total, { buyerMinor }) => total + buyerMinor,
          0n,
        );
        expect(sum).toBe(shares.reduce((total, { amountMinor }) => total + amountMinor, 0n));
      }),
    );
  });

  it('takes nothing back of what was never transferred', () => {
    const [leg] = planFullRefund('separate', 'return', [share(60_00n, 6_00n, { transfer: null })]);
    expect(leg).toMatchObject({ means: 'none', takeBackMinor: 0n, commissionBackMinor: 0n, buyerMinor: 60_00n });
  });

  it('takes nothing twice: a refund after one that failed finds the seller’s part settled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('destination' as const, 'separate' as const),
        anyPolicy,
        anyPolicy,
        anyShare,
        (mode, policy, again, one) => {
          const [first] = planFullRefund(mode, policy, [one]);
          if (first === undefined) throw new Error('no leg');
          const earlier = { takenBackMinor: first.takeBackMinor, commissionBackMinor: first.commissionBackMinor };
          const [second] = planFullRefund(mode, again, [{ ...one, earlier }]);
          expect(second?.takeBackMinor).toBe(0n);
          // The platform may change its mind about a commission that it has kept, never take one back.
          const given = first.commissionBackMinor + (second?.commissionBackMinor ?? 0n);
          expect(given <= one.commissionMinor).toBe(true);
        },
      ),
    );
  });

  it('counts what somebody has reversed by hand', () => {
    const byHand = { transfer: { id: 't', reversedMinor: 54_00n } };
    const [leg] = planFullRefund('separate', 'return', [share(60_00n, 6_00n, byHand)]);
    expect(leg).toMatchObject({ takeBackMinor: 0n, commissionBackMinor: 6_00n });
  });
});
