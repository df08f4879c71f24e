import { MarketplaceOrderEntity, PaymentEntity, SellerEntity, TransferEntity } from '@guildhall/database';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { CancelWaitingTransfers } from './cancel-waiting-transfers.js';
import { CreateTransfersOnOrderPaid } from './create-transfers-on-order-paid.js';
import { ReleaseWaitingTransfers } from './release-waiting-transfers.js';
import { TransfersBench } from './spec-support/transfers-bench.js';

describe('paying the sellers of an order', () => {
  let emulator: RunningEmulator;
  let database: TestDatabase;
  let bench: TransfersBench;
  let a: SellerEntity;
  let b: SellerEntity;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, seed: '7' });
    database = await testDatabase();
    bench = await TransfersBench.open(database.url, emulator.url);
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

  const accountOf = ({ stripeAccountId }: SellerEntity) => stripeAccountId ?? '';
  const story9 = () =>
    bench.sale([
      { seller: a, amountMinor: 60_00, commissionMinor: 6_00 },
      { seller: b, amountMinor: 40_00, commissionMinor: 4_00 },
    ]);
  const paid = (sale: Awaited<ReturnType<typeof story9>>) =>
    bench.manager.transaction((manager) => bench.get(CreateTransfersOnOrderPaid).handle(sale, manager));
  const transfersOf = (orderId: string) =>
    bench.manager.find(TransferEntity, { where: { orderId }, order: { amountMinor: 'DESC' } });
  const ready = (sellerId: string) =>
    bench.manager.transaction((manager) =>
      bench
        .get(ReleaseWaitingTransfers)
        .handle({ sellerId, canSell: true, canReceiveTransfers: true, canBePaidOut: true }, manager),
    );
  async function ledgerEqualsStripe(): Promise<void> {
    for (const seller of [a, b]) {
      const atStripe = await bench.balanceAtStripe(accountOf(seller));
      expect(await bench.balanceOf(`stripe_balance:${accountOf(seller)}`)).toBe(atStripe);
      expect(await bench.balanceOf(`seller_payable:${accountOf(seller)}`)).toBe(atStripe);
    }
  }

  it('story 9: one transfer per seller with its source transaction, whatever happens twice (I4, I5)', async () => {
    const sale = await story9();
    await Promise.all([paid(sale), paid(sale)]);
    await bench.relay();
    await bench.stripeDelivers();
    const made = await bench.stripe.transfers.list({ destination: accountOf(a) });
    expect(made.data.map(({ amount, source_transaction: source }) => [amount, source])).toEqual([
      [54_00, sale.chargeId],
    ]);
    expect((await transfersOf(sale.orderId)).map(({ state, amountMinor }) => [state, amountMinor])).toEqual([
      ['created', 54_00n],
      ['created', 36_00n],
    ]);
    expect(await bench.balanceAtStripe(accountOf(b))).toBe('36.00');
    await ledgerEqualsStripe();
    // The charge's own entry belongs to checkout: here only what left the order.
    expect(await bench.balanceOf(`order_clearing:${sale.orderId}`)).toBe('-100.00');
  });

  it('story 8: adopts the transfer that Stripe made with a destination charge, and books its fee (I4)', async () => {
    const sale = await bench.sale([{ seller: a, amountMinor: 100_00, commissionMinor: 10_00 }]);
    await paid(sale);
    await bench.stripeDelivers();
    const [transfer, ...others] = await transfersOf(sale.orderId);
    expect(others).toEqual([]);
    expect(transfer).toMatchObject({
      state: 'created',
      chargeMode: 'destination',
      amountMinor: 100_00n,
      commissionMinor: 10_00n,
    });
    expect(await bench.balanceAtStripe(accountOf(a))).toBe('90.00');
    await ledgerEqualsStripe();
    expect(await bench.balanceOf(`order_clearing:${sale.orderId}`)).toBe('-100.00');
  });

  it('story 5: a seller who lost the capability waits without holding up the other, and is paid once ready', async () => {
    const sale = await story9();
    await bench.manager.update(SellerEntity, { id: b.id }, { transfers: 'inactive' });
    await paid(sale);
    await bench.relay();
    expect((await transfersOf(sale.orderId)).map(({ state }) => state)).toEqual(['created', 'waiting']);
    await bench.manager.update(SellerEntity, { id: b.id }, { transfers: 'active' });
    await Promise.all([ready(b.id), ready(b.id)]);
    await bench.relay();
    await bench.stripeDelivers();
    expect((await transfersOf(sale.orderId)).map(({ state }) => state)).toEqual(['created', 'created']);
    expect((await bench.stripe.transfers.list({ destination: accountOf(b) })).data).toHaveLength(1);
    await ledgerEqualsStripe();
  });

  it('waits as well when only Stripe knows yet that the capability is lost', async () => {
    const sale = await story9();
    await bench.control(accountOf(b), { action: 'disable_capability', capability: 'transfers' });
    await paid(sale);
    await bench.relay();
    const [, waiting] = await transfersOf(sale.orderId);
    expect(waiting?.state).toBe('waiting');
    expect(waiting?.failureReason).toMatch(/transfers/);
    await bench.control(accountOf(b), { action: 'restore_capability', capability: 'transfers' });
    await ready(b.id);
    await bench.relay();
    expect((await transfersOf(sale.orderId)).map(({ state }) => state)).toEqual(['created', 'created']);
  });

  it('never passes on more than was captured less what was refunded (I5)', async () => {
    const sale = await story9();
    await bench.manager.update(PaymentEntity, { id: sale.paymentId }, { refundedMinor: 30_00n });
    await paid(sale);
    await bench.relay();
    expect((await transfersOf(sale.orderId)).map(({ state, failureReason }) => [state, failureReason])).toEqual([
      ['created', null],
      ['rejected', 'more than what was captured less what was refunded'],
    ]);
    expect((await bench.stripe.transfers.list({ destination: accountOf(b) })).data).toEqual([]);
  });

  it('gives up what waited once the buyer has the money back', async () => {
    const sale = await story9();
    await bench.manager.update(SellerEntity, { id: b.id }, { transfers: 'inactive' });
    await paid(sale);
    await bench.relay();
    const refunded = () =>
      bench.manager.transaction((manager) =>
        bench.get(CancelWaitingTransfers).handle({ orderId: sale.orderId }, manager),
      );
    await Promise.all([refunded(), refunded()]);
    expect((await transfersOf(sale.orderId)).map(({ state }) => state)).toEqual(['created', 'canceled']);
  });

  it('passes nothing on once the order is being refunded', async () => {
    const sale = await story9();
    await bench.manager.update(MarketplaceOrderEntity, { id: sale.orderId }, { state: 'refunding' });
    await paid(sale);
    expect(await transfersOf(sale.orderId)).toEqual([]);
  });

  it('keeps current what was reversed', async () => {
    const sale = await story9();
    await paid(sale);
    await bench.relay();
    const [transfer] = await transfersOf(sale.orderId);
    const id = transfer?.stripeTransferId ?? '';
    await bench.stripe.transfers.createReversal(id, { amount: 4_00 });
    await bench.stripeDelivers();
    expect((await transfersOf(sale.orderId))[0]).toMatchObject({ state: 'created', reversedMinor: 4_00n });
    await bench.stripe.transfers.createReversal(id);
    await bench.stripeDelivers();
    expect((await transfersOf(sale.orderId))[0]).toMatchObject({ state: 'reversed', reversedMinor: 54_00n });
  });

  it('books a share that is all commission without sending anything', async () => {
    const sale = await bench.sale([
      { seller: a, amountMinor: 5_00, commissionMinor: 5_00 },
      { seller: b, amountMinor: 5_00, commissionMinor: 0 },
    ]);
    await paid(sale);
    await bench.relay();
    await bench.stripeDelivers();
    expect((await bench.stripe.transfers.list({ destination: accountOf(a) })).data).toEqual([]);
    expect(await bench.balanceOf(`order_clearing:${sale.orderId}`)).toBe('-10.00');
    await ledgerEqualsStripe();
  });

  it('leaves transfers alone that are not of an order', async () => {
    const before = await bench.manager.count(TransferEntity);
    await bench.stripe.paymentIntents.create({
      amount: 10_00,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      transfer_data: { destination: accountOf(a) },
      application_fee_amount: 1_00,
    });
    await bench.stripeDelivers();
    expect(await bench.manager.count(TransferEntity)).toBe(before);
  });
});
