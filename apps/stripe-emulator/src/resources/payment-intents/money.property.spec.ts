import fc from 'fast-check';
import type Stripe from 'stripe';
import { Market } from './testing/market.js';

type Step =
  | { readonly kind: 'destination' | 'separate' | 'direct'; readonly amount: number; readonly feeBps: number }
  | {
      readonly kind: 'refund' | 'transfer' | 'reversal' | 'payout' | 'feeRefund';
      readonly pick: number;
      readonly amount: number;
      readonly reverses: boolean;
    }
  | { readonly kind: 'wait'; readonly days: number };

const amount = fc.integer({ min: 50, max: 20_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('destination' as const, 'separate' as const, 'direct' as const),
    amount,
    feeBps: fc.integer({ min: 1, max: 5_000 }),
  }),
  fc.record({
    kind: fc.constantFrom(
      'refund' as const,
      'transfer' as const,
      'reversal' as const,
      'payout' as const,
      'feeRefund' as const,
    ),
    pick: fc.nat(50),
    amount,
    reverses: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }),
);

/** Whatever is done in whatever order, money is neither made nor lost. */
describe('money, whatever happens', () => {
  it('keeps every balance the sum of its transactions, and no limit is passed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const market = await Market.open();
        try {
          const seller = await market.seller();
          for (const one of steps) await perform(market, seller, one).catch(expectRefusal);
          await market.assertBalanced();
          await market.assertBalanced(seller);
          await assertLimits(market);
        } finally {
          await market.close();
        }
      }),
      { numRuns: 15, seed: 20_26 },
    );
  }, 60_000);
});

/** Stripe may say no; the emulator may not break. */
function expectRefusal(error: unknown): void {
  expect((error as Stripe.errors.StripeError).statusCode).toBe(400);
}

async function perform(market: Market, seller: string, one: Step): Promise<void> {
  const { stripe } = market;
  const own = { stripeAccount: seller };
  switch (one.kind) {
    case 'destination':
    case 'separate':
    case 'direct': {
      const fee = { application_fee_amount: Math.floor((one.amount * one.feeBps) / 10_000) };
      const base = { amount: one.amount, currency: 'usd', payment_method: 'pm_card_visa', confirm: true };
      if (one.kind === 'direct') await stripe.paymentIntents.create({ ...base, ...fee }, own);
      else if (one.kind === 'separate') await stripe.paymentIntents.create(base);
      else await stripe.paymentIntents.create({ ...base, ...fee, transfer_data: { destination: seller } });
      return;
    }
    case 'wait':
      return market.advanceDays(one.days);
    case 'payout':
      await stripe.payouts.create({ amount: one.amount, currency: 'usd' }, one.reverses ? {} : own);
      return;
    case 'refund': {
      const charge = pick((await stripe.charges.list({ limit: 100 })).data, one.pick);
      const has = charge.transfer !== undefined && one.reverses;
      const fee = charge.application_fee !== null && one.reverses;
      await stripe.refunds.create({
        charge: charge.id,
        amount: one.amount,
        reverse_transfer: has,
        refund_application_fee: fee,
      });
      return;
    }
    case 'transfer': {
      const charge = pick((await stripe.charges.list({ limit: 100 })).data, one.pick);
      const source = one.reverses ? { source_transaction: charge.id } : {};
      await stripe.transfers.create({ amount: one.amount, currency: 'usd', destination: seller, ...source });
      return;
    }
    case 'reversal':
      await stripe.transfers.createReversal(pick((await stripe.transfers.list({ limit: 100 })).data, one.pick).id, {
        amount: one.amount,
      });
      return;
    case 'feeRefund':
      await stripe.applicationFees.createRefund(
        pick((await stripe.applicationFees.list({ limit: 100 })).data, one.pick).id,
        { amount: one.amount },
      );
  }
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % Math.max(1, list.length)];
  // Nothing to act on counts as a refusal.
  if (found === undefined) throw Object.assign(new Error('none'), { statusCode: 400 });
  return found;
}

async function assertLimits({ stripe }: Market): Promise<void> {
  const transfers = (await stripe.transfers.list({ limit: 100 })).data;
  for (const charge of (await stripe.charges.list({ limit: 100 })).data) {
    expect(charge.amount_refunded).toBeLessThanOrEqual(charge.amount_captured);
    const sent = transfers.filter(({ source_transaction: source }) => source === charge.id);
    const net = sent.reduce((sum, transfer) => sum + transfer.amount - transfer.amount_reversed, 0);
    expect(net).toBeLessThanOrEqual(charge.amount);
  }
  for (const transfer of transfers) expect(transfer.amount_reversed).toBeLessThanOrEqual(transfer.amount);
  for (const fee of (await stripe.applicationFees.list({ limit: 100 })).data)
    expect(fee.amount_refunded).toBeLessThanOrEqual(fee.amount);
}
