import { newId, PayoutEntity, SellerEntity } from '@guildhall/database';
import { account } from '@guildhall/ledger';
import { type RunningEmulator, startEmulator } from '@guildhall/stripe-emulator';
import { testDatabase, type TestDatabase } from '@guildhall/testing';
import { CancelPayout } from './cancel-payout.use-case.js';
import {
  BalanceUnavailable,
  PayoutExceedsBalance,
  PayoutNotCancelable,
  PayoutsHeld,
  PayoutsNotEnabled,
  PayeeNotFound,
} from './payout.errors.js';
import { RequestPayout } from './request-payout.use-case.js';
import { PayoutsBench } from './spec-support/payouts-bench.js';

const DAY = 86_400;
/** Payouts to it are paid, and a day later they are not. */
const CLOSED_ACCOUNT = '000111111113';

describe('paying a seller out', () => {
  let emulator: RunningEmulator;
  let database: TestDatabase;
  let bench: PayoutsBench;
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

  const asks = ({ id: sellerId, userId }: SellerEntity, amountMinor: number) =>
    bench.get(RequestPayout).execute({ sellerId, amountMinor, currency: 'usd', userId });
  const payoutsOf = ({ id: sellerId }: SellerEntity) => bench.manager.findBy(PayoutEntity, { sellerId });
  const sellerOf = ({ id }: SellerEntity) => bench.manager.findOneByOrFail(SellerEntity, { id });
  async function booksOf({ stripeAccountId }: SellerEntity) {
    const id = stripeAccountId ?? '';
    const [balance, inTransit, payable] = [
      account.stripeBalance(id),
      account.payoutInTransit(id),
      account.sellerPayable(id),
    ];
    return {
      balance: await bench.balanceOf(balance),
      inTransit: await bench.balanceOf(inTransit),
      payable: await bench.balanceOf(payable),
    };
  }

  it('a preview names what would work, and why the rest would not, and does nothing', async () => {
    const seller = await bench.seller();
    const previews = async (amountMinor?: number, currency = 'usd') => {
      const wanted = { sellerId: seller.id, currency, ...(amountMinor === undefined ? {} : { amountMinor }) };
      const { refusal, ...figures } = await bench.get(RequestPayout).preview(wanted);
      return { ...figures, code: refusal?.code ?? null };
    };
    expect(await previews()).toMatchObject({ amountMinor: 90_00, payableMinor: 90_00n, code: null });
    expect(await previews(90_01)).toMatchObject({ payableMinor: 90_00n, code: 'payout_exceeds_balance' });
    expect(await previews(99)).toMatchObject({ code: 'payout_below_minimum' });
    expect(await previews(1_00, 'eur')).toMatchObject({ payableMinor: 0n, code: 'no_balance_in_currency' });
    expect(await payoutsOf(seller)).toEqual([]);
    await expect(asks(seller, 90_01)).rejects.toBeInstanceOf(PayoutExceedsBalance);
    await asks(seller, 90_00);
    expect(await previews()).toMatchObject({ amountMinor: 0, payableMinor: 0n, code: 'payout_below_minimum' });
    await bench.manager.update(SellerEntity, { id: seller.id }, { operatorHoldReason: 'Looked at.' });
    expect(await previews()).toMatchObject({ code: 'payouts_held' });
    await expect(bench.get(RequestPayout).preview({ sellerId: newId(), currency: 'usd' })).rejects.toBeInstanceOf(
      PayeeNotFound,
    );
  });

  it('ten at once: never more than there is, and what is refused hears what is left', async () => {
    const seller = await bench.seller();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => asks(seller, 20_00)));
    const refused = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(6);
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(PayoutExceedsBalance);
      expect(reason).toMatchObject({ detail: { payableMinor: 10_00, currency: 'usd' } });
    }
    await bench.relay();
    expect(await bench.availableMinor(seller)).toBe(10_00);
    expect((await payoutsOf(seller)).map(({ state }) => state)).toEqual(['pending', 'pending', 'pending', 'pending']);
  });

  it('while others are being sent: nothing that was accepted is refused by Stripe', async () => {
    const seller = await bench.seller();
    const rounds = Array.from({ length: 6 }, async () => {
      const tries: PromiseSettledResult<PayoutEntity>[] = [];
      for (let round = 0; round < 2; round += 1) {
        tries.push(...(await Promise.allSettled([asks(seller, 20_00)])));
        await bench.relay();
      }
      return tries;
    });
    const tries = (await Promise.all(rounds)).flat();
    await bench.relay();
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const each of tries) {
      if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(PayoutExceedsBalance);
    }
    expect((await payoutsOf(seller)).filter(({ state }) => state === 'rejected')).toEqual([]);
    expect(await bench.availableMinor(seller)).toBe(10_00);
  });

  it('is in transit, then paid, in the books as at Stripe', async () => {
    const seller = await bench.seller();
    const { id } = await asks(seller, 50_00);
    await bench.relay();
    await bench.stripeDelivers(seller);
    expect(await booksOf(seller)).toEqual({ balance: '-50.00', inTransit: '50.00', payable: '0.00' });
    await emulator.advance({ seconds: 2 * DAY });
    await bench.stripeDelivers(seller);
    expect((await payoutsOf(seller)).map((payout) => [payout.id, payout.state])).toEqual([[id, 'paid']]);
    expect(await booksOf(seller)).toEqual({ balance: '-50.00', inTransit: '0.00', payable: '-50.00' });
  });

  it.each([
    ['heard of "paid" in between', true],
    ['heard of nothing until it had failed', false],
  ])('story 41, %s: as if it had never been, and the next is held', async (_case, hearsOfPaid) => {
    const seller = await bench.seller(CLOSED_ACCOUNT);
    await asks(seller, 50_00);
    await bench.relay();
    await emulator.advance({ seconds: DAY });
    if (hearsOfPaid) {
      await bench.stripeDelivers(seller);
      expect(await booksOf(seller)).toEqual({ balance: '-50.00', inTransit: '0.00', payable: '-50.00' });
    }
    await emulator.advance({ seconds: DAY });
    await bench.stripeDelivers(seller);
    expect(await payoutsOf(seller)).toMatchObject([{ state: 'failed', failureCode: 'account_closed' }]);
    expect(await booksOf(seller)).toEqual({ balance: '0.00', inTransit: '0.00', payable: '0.00' });
    await expect(asks(seller, 50_00)).rejects.toBeInstanceOf(PayoutsHeld);
    // The webhook of the bank account that was marked must not lift what the payout has held.
    await bench.stripeDelivers(seller);
    expect((await sellerOf(seller)).payoutHoldReason).toMatch(/replace the bank account/);

    const external_account = {
      object: 'bank_account',
      country: 'US',
      currency: 'usd',
      routing_number: '110000000',
      account_number: '000123456789',
    } as const;
    await bench.stripe.accounts.update(seller.stripeAccountId ?? '', { external_account });
    await bench.stripeDelivers(seller);
    expect((await sellerOf(seller)).payoutHoldReason).toBeNull();
    await asks(seller, 90_00);
    await bench.relay();
    expect(await bench.availableMinor(seller)).toBe(0);
  });

  it('refused by Stripe: nothing has moved, and the reason is kept', async () => {
    const seller = await bench.seller();
    await asks(seller, 50_00);
    await bench.stripe.payouts.create(
      { amount: 90_00, currency: 'usd' },
      { stripeAccount: seller.stripeAccountId ?? '' },
    );
    await bench.relay();
    await bench.stripeDelivers(seller);
    const ours = (await payoutsOf(seller)).filter(({ requestedByUserId }) => requestedByUserId !== null);
    expect(ours).toMatchObject([{ state: 'rejected', failureCode: 'balance_insufficient', stripePayoutId: null }]);
    // What somebody made at Stripe is adopted and booked.
    expect(await payoutsOf(seller)).toHaveLength(2);
    expect(await booksOf(seller)).toMatchObject({ balance: '-90.00', inTransit: '90.00' });
  });

  it('can be canceled until it leaves', async () => {
    const seller = await bench.seller();
    const { id } = await asks(seller, 50_00);
    await expect(bench.get(CancelPayout).execute(id, seller.userId)).rejects.toBeInstanceOf(PayoutNotCancelable);
    await bench.relay();
    await bench.get(CancelPayout).execute(id, seller.userId);
    await bench.relay();
    await bench.stripeDelivers(seller);
    expect(await payoutsOf(seller)).toMatchObject([{ state: 'canceled' }]);
    expect(await booksOf(seller)).toEqual({ balance: '0.00', inTransit: '0.00', payable: '0.00' });
    await expect(bench.get(CancelPayout).execute(id, seller.userId)).rejects.toBeInstanceOf(PayoutNotCancelable);
  });

  it('needs a seller whom Stripe pays out, and Stripe’s answer', async () => {
    const seller = await bench.seller();
    await expect(asks({ ...seller, id: newId() }, 50_00)).rejects.toBeInstanceOf(PayeeNotFound);
    await bench.manager.update(SellerEntity, { id: seller.id }, { payoutsEnabled: false });
    await expect(asks(seller, 50_00)).rejects.toBeInstanceOf(PayoutsNotEnabled);
    await bench.manager.update(SellerEntity, { id: seller.id }, { payoutsEnabled: true, stripeAccountId: 'acct_gone' });
    await expect(asks(seller, 50_00)).rejects.toBeInstanceOf(BalanceUnavailable);
    expect(await payoutsOf(seller)).toEqual([]);
  });
});
