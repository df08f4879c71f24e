import { MarketplaceOrderEntity, newId, PaymentEntity, RefundEntity } from '@guildhall/database';
import { testDatabase } from '@guildhall/testing';
import { CheckoutBench } from '../spec-support/checkout-bench.js';
import { MarkOrderRefunded } from './mark-order-refunded.js';
import { ReopenOrder } from './reopen-order.js';

const STRIPE_IS_DOWN = 'http://127.0.0.1:1';

describe('what refunds mean for an order', () => {
  let bench: CheckoutBench;
  beforeAll(async () => {
    bench = await CheckoutBench.open(await testDatabase(), STRIPE_IS_DOWN);
  });
  afterAll(() => bench.close());

  const manager = () => bench.database.source.manager;
  const stateOf = async (id: string) => (await manager().findOneByOrFail(MarketplaceOrderEntity, { id })).state;
  const refunded = (orderId: string) =>
    manager().transaction((each) => bench.get(MarkOrderRefunded).handle({ orderId }, each));
  const failed = (orderId: string, refundId: string) =>
    manager().transaction((each) => bench.get(ReopenOrder).handle({ orderId, refundId }, each));

  /** An order and one refund of it. */
  async function order(change: Partial<MarketplaceOrderEntity>): Promise<{ orderId: string; refundId: string }> {
    const [orderId, paymentId, refundId, now] = [newId(), newId(), newId(), new Date()];
    const paid = { currency: 'usd', amountMinor: 100_00n, updatedAt: now };
    await manager().insert(MarketplaceOrderEntity, {
      ...paid,
      id: orderId,
      userId: await bench.user(),
      requestKey: orderId,
      chargeMode: 'destination',
      shippingMinor: 0n,
      transferGroup: `order_${orderId}`,
      expiresAt: now,
      ...change,
    });
    const money = { applicationFeeMinor: 10_00n, capturedMinor: 100_00n, refundedMinor: 100_00n };
    await manager().insert(PaymentEntity, { ...paid, ...money, id: paymentId, orderId, status: 'succeeded' });
    const refund = { id: refundId, orderId, paymentId, state: 'succeeded', reason: 'requested_by_customer' } as const;
    await manager().insert(RefundEntity, { ...paid, ...refund, commissionPolicy: 'return' });
    return { orderId, refundId };
  }

  it('is refunded, and paid again on the day it was paid when the bank sends the money back', async () => {
    const paidAt = new Date('2026-11-22T10:00:00.000Z');
    const { orderId, refundId } = await order({ state: 'paid', paidAt });
    await refunded(orderId);
    await refunded(orderId);
    expect(await stateOf(orderId)).toBe('refunded');
    await manager().update(RefundEntity, { id: refundId }, { state: 'failed' });
    await failed(orderId, refundId);
    await failed(orderId, refundId);
    expect(await manager().findOneByOrFail(MarketplaceOrderEntity, { id: orderId })).toMatchObject({
      state: 'paid',
      paidAt,
    });
  });

  it('is reopened in the end, whichever of both is heard first', async () => {
    const { orderId, refundId } = await order({ state: 'paid', paidAt: new Date() });
    await manager().update(RefundEntity, { id: refundId }, { state: 'failed' });
    await failed(orderId, refundId);
    await refunded(orderId);
    expect(await stateOf(orderId)).toBe('paid');
  });

  it('never makes a sale of an order that was paid too late', async () => {
    const { orderId, refundId } = await order({ state: 'expired', paidAt: null });
    await refunded(orderId);
    expect(await stateOf(orderId)).toBe('refunded');
    await manager().update(RefundEntity, { id: refundId }, { state: 'failed' });
    await failed(orderId, refundId);
    expect(await stateOf(orderId)).toBe('expired');
  });
});
