import { newId, PayoutEntity, ProductEntity, SellerEntity } from '@guildhall/database';
import { account, credit, debit, Ledger } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { PayoutContents } from './contents/payout-contents.js';
import { HomeQueries } from './seller-home/home.queries.js';
import { BalanceUnavailable, PayeeNotFound, PayoutNotFound } from './payout.errors.js';
import { PayoutQueries } from './payout.queries.js';
import { RequestPayout } from './request-payout.use-case.js';
import { PayoutsBench } from './spec-support/payouts-bench.js';

const DAY = 86_400;

describe('what a seller sees of their money', () => {
  let emulator: RunningEmulator;
  let database: TestDatabase;
  let bench: PayoutsBench;
  let seller: SellerEntity;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, seed: '7' });
    database = await testDatabase(20);
    bench = await PayoutsBench.open(database.url, emulator.url);
  });
  afterAll(async () => {
    await bench.close();
    await database.close();
    await emulator.stop();
  });
  beforeEach(async () => {
    seller = await bench.seller();
  });

  const home = () => bench.get(HomeQueries).of(seller.userId);
  const change = (fields: Partial<SellerEntity>) => bench.manager.update(SellerEntity, { id: seller.id }, fields);
  const asks = (amountMinor: number) =>
    bench.get(RequestPayout).execute({ sellerId: seller.id, amountMinor, currency: 'usd', userId: seller.userId });
  const payouts = () => bench.manager.find(PayoutEntity, { where: { sellerId: seller.id }, order: { id: 'ASC' } });
  const stripeAccount = () => ({ stripeAccount: seller.stripeAccountId ?? '' });
  const schedule = (settings: object) =>
    bench.stripe.accounts.update(seller.stripeAccountId ?? '', { settings: { payouts: { schedule: settings } } });

  it('home: what is available, reserved and on its way, and when the next payout comes', async () => {
    const { id } = await asks(20_00);
    expect(await home()).toMatchObject({
      funds: [{ currency: 'usd', availableMinor: 90_00n, pendingMinor: 0n, reservedMinor: 20_00n }],
      nextPayout: { interval: 'manual', at: null, estimates: [{ currency: 'usd', amountMinor: 70_00n }] },
      onTheirWay: [{ id, state: 'requested' }],
    });
    await bench.relay();
    expect((await home()).funds).toMatchObject([{ availableMinor: 70_00n, reservedMinor: 0n }]);
    await schedule({ interval: 'weekly', weekly_anchor: 'friday' });
    const { nextPayout } = await home();
    expect(nextPayout?.interval).toBe('weekly');
    expect(nextPayout?.at?.getUTCDay()).toBe(5);
  });

  it('home: what needs doing, the most urgent first, and nothing when there is nothing', async () => {
    expect(await home()).toMatchObject({ todo: [], hasProducts: false, hasOrders: false });
    const product = { sellerId: seller.id, title: 'Mug', description: '', category: null, priceMinor: 10_00n };
    const fixed = { currency: 'usd', pictureUrl: null, createdAt: new Date(), updatedAt: new Date() };
    for (const [stock, status] of [
      [0, 'active'],
      [1, 'active'],
      [0, 'archived'],
    ] as const)
      // prettier-ignore
      await bench.manager.insert(ProductEntity, { ...product, ...fixed, id: newId(), stock, status });
    const currentDeadline = '2026-12-01T00:00:00.000Z';
    const due = { eventuallyDue: [], pendingVerification: [], errors: [], currentDeadline };
    await change({
      payoutHoldReason: 'The bank account has been closed.',
      requirements: { ...due, pastDue: ['external_account'], currentlyDue: ['external_account', 'individual.phone'] },
    });
    const { todo, nextPayout, hasProducts } = await home();
    expect(todo).toEqual([
      { kind: 'payout_failed', count: null, reason: 'The bank account has been closed.', deadline: null },
      { kind: 'requirements', count: 2, reason: null, deadline: new Date(currentDeadline) },
      { kind: 'out_of_stock', count: 1, reason: null, deadline: null },
    ]);
    expect([nextPayout, hasProducts]).toEqual([null, true]);
    await change({ stripeAccountId: null, payoutHoldReason: null });
    expect(await home()).toMatchObject({ todo: [{ kind: 'connect' }, { kind: 'out_of_stock' }], nextPayout: null });
  });

  it('a payout made by hand: what moved since the one before, with the orders that are booked', async () => {
    await asks(50_00);
    await bench.relay();
    await bench.stripe.paymentIntents.create({
      ...{ amount: 30_00, currency: 'usd', payment_method: 'pm_card_bypassPending', confirm: true },
      ...{ transfer_data: { destination: seller.stripeAccountId ?? '' }, application_fee_amount: 3_00 },
    });
    await asks(60_00);
    await bench.relay();
    const [first, second] = await payouts();
    if (first === undefined || second === undefined) throw new Error('two payouts were asked for');
    const contents = await bench.get(PayoutContents).of(second);
    expect(contents).toMatchObject({
      basis: 'since_previous',
      isComplete: true,
      items: [{ type: 'payment', amountMinor: 30_00n, feeMinor: 3_00n, netMinor: 27_00n, orderId: null }],
    });
    const orderId = newId();
    const key = contents.items[0]?.id ?? '';
    const [held, owed] = [stripeAccount().stripeAccount, stripeAccount().stripeAccount];
    await bench.manager.transaction((manager) =>
      bench.get<Ledger>(Ledger).post(manager, {
        ...{
          key,
          occurredAt: new Date(),
          description: 'transfer',
          orderId,
          sellerId: seller.id,
          stripeObjectId: 'tr_1',
        },
        postings: [
          debit(account.stripeBalance(held), Money.of(30_00, 'usd'), key),
          credit(account.sellerPayable(owed), Money.of(30_00, 'usd')),
        ],
      }),
    );
    expect((await bench.get(PayoutContents).of(second)).items).toMatchObject([{ orderId }]);
    expect((await bench.get(PayoutContents).of(first)).items).toMatchObject([{ netMinor: 90_00n }]);
  });

  it('a payout by schedule: exactly what Stripe says is in it', async () => {
    await schedule({ interval: 'daily' });
    await bench.stripe.paymentIntents.create({
      ...{ amount: 20_00, currency: 'usd', payment_method: 'pm_card_bypassPending', confirm: true },
      transfer_data: { destination: seller.stripeAccountId ?? '' },
    });
    await emulator.advance({ seconds: 2 * DAY });
    await bench.stripeDelivers(seller);
    const [automatic] = await payouts();
    if (automatic === undefined) throw new Error('the schedule made no payout');
    expect(automatic).toMatchObject({ automatic: true, amountMinor: 110_00n });
    const { basis, items } = await bench.get(PayoutContents).of(automatic);
    expect(basis).toBe('payout');
    expect(items.reduce((sum, { netMinor }) => sum + netMinor, 0n)).toBe(110_00n);
  });

  it('is nobody else’s, and not guessed when Stripe is silent or has nothing (I7)', async () => {
    const payout = await asks(20_00);
    const stranger = await bench.seller();
    const own = bench.get(PayoutQueries);
    await expect(own.ownById(payout.id, stranger.id)).rejects.toBeInstanceOf(PayoutNotFound);
    expect((await own.ownById(payout.id, seller.id)).id).toBe(payout.id);
    expect((await bench.get(HomeQueries).of(stranger.userId)).onTheirWay).toEqual([]);
    await expect(bench.get(HomeQueries).of(newId())).rejects.toBeInstanceOf(PayeeNotFound);
    expect(await bench.get(PayoutContents).of(payout)).toEqual({ basis: 'unknown', items: [], isComplete: true });
    const gone = { ...payout, stripePayoutId: 'po_1', stripeAccountId: 'acct_gone' };
    await expect(bench.get(PayoutContents).of(gone)).rejects.toBeInstanceOf(BalanceUnavailable);
  });
});
