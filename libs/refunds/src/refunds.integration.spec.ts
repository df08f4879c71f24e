import {
  AuditRecordEntity,
  newId,
  PaymentEntity,
  RefundEntity,
  RefundLegEntity,
  type SellerEntity,
  StripeOperationEntity,
} from '@guildhall/database';
import { account } from '@guildhall/ledger';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import fc from 'fast-check';
import type Stripe from 'stripe';
import { NothingToRefund, OrderNotFound, RefundExceedsRemaining } from './refund.errors.js';
import { RequestRefund } from './request-refund.use-case.js';
import { SellerRefundQueries } from './seller/seller-refund.queries.js';
import { SellerRefundResponse } from './seller/seller-refund.response.js';
import { RefundsBench } from './spec-support/refunds-bench.js';

describe('refunding an order', () => {
  let emulator: RunningEmulator;
  let database: TestDatabase;
  let bench: RefundsBench;
  let a: SellerEntity;
  let b: SellerEntity;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, seed: '7' });
    database = await testDatabase(20);
    bench = await RefundsBench.open(database.url, emulator.url);
  });
  afterAll(async () => {
    await bench.close();
    await database.close();
    await emulator.stop();
  });
  beforeEach(async () => {
    a = await bench.seller();
    b = await bench.seller();
  });

  const story8 = () => bench.sale([{ seller: a, amountMinor: 100_00, commissionMinor: 10_00 }]);
  const story9 = () =>
    bench.sale([
      { seller: a, amountMinor: 60_00, commissionMinor: 6_00 },
      { seller: b, amountMinor: 40_00, commissionMinor: 4_00 },
    ]);
  const asks = (orderId: string, commissionPolicy: 'return' | 'keep' = 'return') =>
    bench.get(RequestRefund).execute({
      orderId,
      reason: 'requested_by_customer',
      commissionPolicy,
      userId: a.userId,
    });
  const refundOf = (id: string) => bench.manager.findOneByOrFail(RefundEntity, { id });
  const refundedMinor = async (orderId: string) =>
    (await bench.manager.findOneByOrFail(PaymentEntity, { orderId })).refundedMinor;
  const legsOf = async (refundId: string) =>
    (await bench.manager.find(RefundLegEntity, { where: { refundId }, order: { id: 'ASC' } })).map(
      ({ state }) => state,
    );
  const atStripe = async (orderId: string): Promise<Stripe.Refund[]> => {
    const { stripePaymentIntentId } = await bench.manager.findOneByOrFail(PaymentEntity, { orderId });
    return (await bench.stripe.refunds.list({ payment_intent: stripePaymentIntentId ?? '' })).data;
  };
  const eventsOf = async (orderId: string) =>
    (
      await bench.manager.query<{ type: string }[]>(
        `SELECT type FROM domain_event WHERE payload->>'orderId' = $1 AND subscriber = '*'`,
        [orderId],
      )
    ).map(({ type }) => type);
  /** Charge and transfers are not booked here, so what a whole refund books of the order adds up by itself. */
  const clearing = (orderId: string) => bench.balanceOf(account.orderClearing(orderId));
  const paysOutEverything = async ({ stripeAccountId: stripeAccount }: SellerEntity, amount: number) => {
    await bench.stripe.payouts.create({ amount, currency: 'usd' }, { stripeAccount: stripeAccount ?? '' });
  };

  it('a preview is the refund to the cent, whatever the shares and who bears the commission, and does nothing', async () => {
    const part = fc.record({
      amountMinor: fc.integer({ min: 100, max: 50_000 }),
      basisPoints: fc.integer({ min: 0, max: 10_000 }),
    });
    const parts = fc.array(part, { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(parts, fc.constantFrom('return' as const, 'keep' as const), async (drawn, commissionPolicy) => {
        const orderId = await bench.sale(
          drawn.map(({ amountMinor, basisPoints }, index) => {
            const commissionMinor = Math.floor((amountMinor * basisPoints) / 10_000);
            return { seller: index === 0 ? a : b, amountMinor, commissionMinor };
          }),
        );
        const command = { orderId, reason: 'duplicate', commissionPolicy, userId: a.userId } as const;
        const { refund: told, plan } = await bench.get(RequestRefund).preview(command);
        expect(await refundedMinor(orderId)).toBe(0n);
        const { id, amountMinor } = await bench.get(RequestRefund).execute(command);
        const legs = await bench.manager.findBy(RefundLegEntity, { refundId: id });
        expect(told.amountMinor).toBe(amountMinor);
        expect(plan.reduce((sum, { buyerMinor }) => sum + buyerMinor, 0n)).toBe(amountMinor);
        expect(legs).toHaveLength(plan.length);
        for (const leg of plan) expect(legs).toContainEqual(expect.objectContaining(leg));
      }),
      // Found once: a commission of the whole share leaves the seller nothing to transfer.
      {
        numRuns: 8,
        examples: [
          [
            [
              { amountMinor: 100, basisPoints: 10_000 },
              { amountMinor: 100, basisPoints: 0 },
            ],
            'return',
          ],
        ],
      },
    );
  });

  it('fifty at once: one is accepted, the others are told, Stripe sees one (I5)', async () => {
    const orderId = await story9();
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => asks(orderId)));
    const refused = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(49);
    for (const reason of refused) expect(reason).toBeInstanceOf(RefundExceedsRemaining);
    await bench.relay();
    await bench.stripeDelivers();
    expect(await atStripe(orderId)).toMatchObject([{ amount: 100_00, status: 'succeeded' }]);
    expect(await refundedMinor(orderId)).toBe(100_00n);
    expect(await clearing(orderId)).toBe('0.00');
    expect([await bench.payableOf(a), await bench.payableOf(b)]).toEqual(['-54.00', '-36.00']);
    expect(await bench.manager.countBy(AuditRecordEntity, { subjectId: orderId, action: 'refund.request' })).toBe(1);
  });

  it('a destination charge: the transfer comes back with the refund, the fee by itself', async () => {
    const orderId = await story8();
    const { id } = await asks(orderId);
    await bench.relay();
    await bench.stripeDelivers();
    expect([(await refundOf(id)).state, await legsOf(id)]).toEqual(['succeeded', ['done']]);
    expect(await clearing(orderId)).toBe('0.00');
    expect(await bench.payableOf(a)).toBe('-90.00');
  });

  it('a reversal that Stripe refuses becomes the seller’s debt, once, and the buyer has the money', async () => {
    const orderId = await story9();
    await paysOutEverything(a, 54_00);
    const { id } = await asks(orderId);
    await bench.relay();
    await bench.stripeDelivers();
    expect([(await refundOf(id)).state, await legsOf(id)]).toEqual(['succeeded', ['owed', 'done']]);
    expect(await clearing(orderId)).toBe('0.00');
    expect(await bench.payableOf(a)).toBe('-54.00');
    expect(await bench.balanceOf(account.stripeBalance(a.stripeAccountId ?? ''))).toBe('0.00');
  });

  it('commission kept and the reversal refused: both parts are owed, not only the first', async () => {
    const orderId = await story9();
    await paysOutEverything(a, 54_00);
    await asks(orderId, 'keep');
    await bench.relay();
    await bench.stripeDelivers();
    expect([await bench.payableOf(a), await bench.payableOf(b)]).toEqual(['-60.00', '-40.00']);
    expect(await clearing(orderId)).toBe('0.00');
  });

  it('is announced once, whether the answer or the webhook comes first', async () => {
    const [answered, heard] = [await story8(), await story8()];
    await asks(answered);
    await bench.relay();
    await bench.stripeDelivers();
    const { id } = await asks(heard);
    const { params, idempotencyKey } = await bench.manager.findOneByOrFail(StripeOperationEntity, { subjectId: id });
    await bench.stripe.refunds.create(params, { idempotencyKey });
    await bench.stripeDelivers();
    expect((await refundOf(id)).state).toBe('succeeded');
    await bench.relay();
    await bench.stripeDelivers();
    for (const orderId of [answered, heard]) {
      expect(await eventsOf(orderId)).toEqual(['order.refunded']);
      expect(await atStripe(orderId)).toHaveLength(1);
      expect(await clearing(orderId)).toBe('0.00');
    }
  });

  it('refused by Stripe: nothing moved, nothing is announced, and it can be asked for again', async () => {
    const orderId = await story9();
    const { stripePaymentIntentId } = await bench.manager.findOneByOrFail(PaymentEntity, { orderId });
    await bench.stripe.refunds.create({ payment_intent: stripePaymentIntentId ?? '' }); // by somebody at Stripe
    const { id } = await asks(orderId);
    await bench.relay();
    await bench.stripeDelivers();
    expect(await refundOf(id)).toMatchObject({ state: 'rejected', stripeRefundId: null });
    expect((await refundOf(id)).failureReason).toMatch(/refunded/);
    expect(await legsOf(id)).toEqual(['canceled', 'canceled']);
    expect(await refundedMinor(orderId)).toBe(0n);
    expect(await eventsOf(orderId)).toEqual([]);
    expect(await clearing(orderId)).toBe('0.00');
    expect((await asks(orderId)).state).toBe('requested');
  });

  it('has nothing to give back of an order that is unknown or not paid', async () => {
    await expect(asks(newId())).rejects.toBeInstanceOf(OrderNotFound);
    const orderId = await story8();
    await bench.manager.update(PaymentEntity, { orderId }, { stripeChargeId: null });
    await expect(asks(orderId)).rejects.toBeInstanceOf(NothingToRefund);
  });

  it('shows each seller their own part of it alone, newest first (I7)', async () => {
    const both = await story9();
    const alone = await story8();
    const second = await asks(both);
    const first = await asks(alone);
    const partsOf = async ({ userId }: SellerEntity, orderId?: string) => {
      const { data } = await bench.get(SellerRefundQueries).list(userId, { limit: 10 }, orderId);
      return data.map((each) => [each.refund.id, SellerRefundResponse.from(each).yoursMinor, each.leg.buyerMinor]);
    };
    expect(await partsOf(a)).toEqual([
      [first.id, 90_00n, 100_00n],
      [second.id, 54_00n, 60_00n],
    ]);
    expect(await partsOf(b)).toEqual([[second.id, 36_00n, 40_00n]]);
    expect(await partsOf(b, alone)).toEqual([]);
  });
});
