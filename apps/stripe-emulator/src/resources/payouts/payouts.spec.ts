import type Stripe from 'stripe';
import { bank } from '../accounts/testing/sellers.js';
import { Market } from '../payment-intents/testing/market.js';

/** UTC, in seconds: the emulator's clock goes on from the machine's. */
const noonAfterDays = (days: number): number => (Math.floor(Date.now() / 86_400_000) + days + 0.5) * 86_400;

describe('payouts', () => {
  let market: Market;
  let stripe: Stripe;

  beforeEach(async () => {
    market = await Market.open();
    stripe = market.stripe;
  });
  afterEach(() => market.close());

  /** A seller with 90.00 available. */
  async function paidSeller(changes: Partial<Stripe.AccountCreateParams> = {}): Promise<string> {
    const seller = await market.seller(changes);
    await market.pay(market.destination(seller));
    await market.advanceDays(2);
    return seller;
  }

  it('story 39: pays out 50.00 of 90.00, in transit and then paid', async () => {
    const seller = await paidSeller();
    const own = { stripeAccount: seller };
    await market.running.advance({ to: noonAfterDays(3) }); // a payout arrives at midnight: before it, ten minutes may be enough
    const payout = await stripe.payouts.create({ amount: 5_000, currency: 'usd' }, own);
    expect(payout).toMatchObject({ status: 'pending', automatic: false, method: 'standard', type: 'bank_account' });
    expect(await market.total(seller)).toBe(4_000);
    await market.running.advance({ seconds: 600 });
    expect((await stripe.payouts.retrieve(payout.id, {}, own)).status).toBe('in_transit');
    await expect(stripe.payouts.cancel(payout.id, {}, own)).rejects.toMatchObject({ statusCode: 400 });
    await market.running.advance({ to: payout.arrival_date });
    expect((await stripe.payouts.retrieve(payout.id, {}, own)).status).toBe('paid');
    expect((await market.events(seller)).filter((type) => type.startsWith('payout.'))).toEqual([
      'payout.created',
      'payout.updated',
      'payout.paid',
    ]);
    expect(
      (await stripe.payouts.list({ status: 'paid', arrival_date: { gte: payout.arrival_date } }, own)).data,
    ).toHaveLength(1);
    expect((await stripe.payouts.list({ arrival_date: { gt: payout.arrival_date } }, own)).data).toEqual([]);
    await market.assertBalanced(seller);
  });

  it('story 39: refuses more than there is, less than the minimum and other currencies', async () => {
    const own = { stripeAccount: await paidSeller() };
    const refused = async (params: Partial<Stripe.PayoutCreateParams>): Promise<unknown> =>
      stripe.payouts
        .create({ amount: 1_000, currency: 'usd', ...params }, own)
        .catch((error: unknown) => (error as { code?: string }).code);
    expect(await refused({ amount: 9_001 })).toBe('balance_insufficient');
    expect(await refused({ currency: 'eur' })).toBe('invalid_currency');
    expect(await refused({ currency: 'gbp', amount: 99 })).toBe('amount_too_small');
    expect(await refused({ destination: 'ba_other' })).toBe('resource_missing');
    expect(await refused({ source_type: 'bank_account' })).toBe('balance_insufficient');
    expect((await stripe.payouts.list({}, own)).data).toEqual([]);
  });

  it('gives a canceled payout back', async () => {
    const seller = await paidSeller();
    const own = { stripeAccount: seller };
    const { id } = await stripe.payouts.create({ amount: 5_000, currency: 'usd' }, own);
    expect((await stripe.payouts.cancel(id, {}, own)).status).toBe('canceled');
    expect(await market.total(seller)).toBe(9_000);
    await market.advanceDays(3);
    const canceled = await stripe.payouts.retrieve(id, { expand: ['failure_balance_transaction'] }, own);
    expect(canceled).toMatchObject({ status: 'canceled', failure_balance_transaction: { type: 'payout_cancel' } });
    await market.assertBalanced(seller);
  });

  it('story 41: a paid payout fails later, the money returns and the bank account is marked', async () => {
    const seller = await paidSeller({ external_account: bank('000111111113') });
    const own = { stripeAccount: seller };
    const { id, destination } = await stripe.payouts.create({ amount: 9_000, currency: 'usd' }, own);
    await market.advanceDays(1);
    expect((await stripe.payouts.retrieve(id, {}, own)).status).toBe('paid');
    await market.advanceDays(1);
    const failed = await stripe.payouts.retrieve(id, { expand: ['failure_balance_transaction'] }, own);
    expect(failed).toMatchObject({
      status: 'failed',
      failure_code: 'account_closed',
      failure_balance_transaction: { type: 'payout_failure', net: 9_000 },
    });
    expect(await market.total(seller)).toBe(9_000);
    const external = await stripe.accounts.retrieveExternalAccount(seller, destination as string);
    expect(external).toMatchObject({ status: 'errored' });
    expect(await market.events(seller)).toEqual(
      expect.arrayContaining(['payout.paid', 'payout.failed', 'account.external_account.updated']),
    );
    await expect(stripe.payouts.create({ amount: 100, currency: 'usd' }, own)).rejects.toMatchObject({
      code: 'payouts_not_allowed',
    });
    await market.assertBalanced(seller);
  });

  it('story 42: pays out weekly by itself, and lists what the payout contains', async () => {
    const seller = await market.seller({
      settings: { payouts: { schedule: { interval: 'weekly', weekly_anchor: 'friday' } } },
    });
    const own = { stripeAccount: seller };
    await market.pay(market.destination(seller));
    await market.pay(market.destination(seller, { amount: 5_000, application_fee_amount: 500 }));
    await market.advanceDays(14);
    const { data } = await stripe.payouts.list({}, own);
    expect(data).toHaveLength(1);
    const payout = data[0];
    expect(payout).toMatchObject({
      amount: 13_500,
      automatic: true,
      reconciliation_status: 'completed',
      status: 'paid',
    });
    expect(new Date((payout?.created ?? 0) * 1000).getUTCDay()).toBe(5);
    const contents = await stripe.balanceTransactions.list({ payout: payout?.id ?? '' }, own);
    expect(contents.data.map(({ net }) => net).sort((a, b) => a - b)).toEqual([-13_500, 4_500, 9_000]);
    expect(await market.total(seller)).toBe(0);
  });

  it('leaves the minimum balance behind when it pays out by itself', async () => {
    const seller = await market.seller({ settings: { payouts: { schedule: { interval: 'daily' } } } });
    const own = { stripeAccount: seller };
    const payouts = { minimum_balance_by_currency: { usd: 2_500, eur: 100 } };
    await stripe.balanceSettings.update({ payments: { payouts } }, own);
    await market.pay(market.destination(seller));
    await market.advanceDays(8);
    const [payout] = (await stripe.payouts.list({}, own)).data;
    expect(payout).toMatchObject({ amount: 6_500, automatic: true, reconciliation_status: 'not_applicable' });
    expect(await market.total(seller)).toBe(2_500);
    await market.assertBalanced(seller);
  });

  it('story 43: instant payouts cost 1%, at least 0.50', async () => {
    const seller = await paidSeller();
    const own = { stripeAccount: seller };
    const payout = await stripe.payouts.create(
      { amount: 6_000, currency: 'usd', method: 'instant', expand: ['balance_transaction'] },
      own,
    );
    expect(payout.balance_transaction).toMatchObject({ amount: -6_000, fee: 60, net: -6_060 });
    const small = await stripe.payouts.create(
      { amount: 1_000, currency: 'usd', method: 'instant', expand: ['balance_transaction'] },
      own,
    );
    expect(small.balance_transaction).toMatchObject({ fee: 50 });
    await expect(
      stripe.payouts.create({ amount: 1_890, currency: 'usd', method: 'instant' }, own),
    ).rejects.toMatchObject({ code: 'balance_insufficient' });
    await market.running.advance({ seconds: 1_800 });
    expect((await stripe.payouts.retrieve(payout.id, {}, own)).status).toBe('paid');
    await market.assertBalanced(seller);
  });

  it('takes a payout back from a US bank account', async () => {
    const seller = await paidSeller();
    const own = { stripeAccount: seller };
    const { id } = await stripe.payouts.create({ amount: 5_000, currency: 'usd' }, own);
    await market.advanceDays(1);
    const reversal = await stripe.payouts.reverse(id, {}, own);
    expect(reversal).toMatchObject({ amount: -5_000, original_payout: id });
    expect(await market.total(seller)).toBe(9_000);
    expect((await stripe.payouts.retrieve(id, {}, own)).reversed_by).toBe(reversal.id);
    await market.assertBalanced(seller);
  });
});
