import { HostedOnboarding, type Market, type MarketSeller, TEST_CARDS } from '@guildhall/testing';
import { opened } from './one-market.js';
import { usd } from './story.js';

/** A US bank account at Stripe on which payouts fail with `account_closed`, a day after they were "paid". */
const CLOSED_ACCOUNT = {
  'external_account[routing_number]': '110000000',
  'external_account[account_number]': '000111111113',
};
const GOOD_ACCOUNT = { ...CLOSED_ACCOUNT, 'external_account[account_number]': '000123456789' };

describe('paying out', () => {
  /** Sells for 100.00, so that 90.00 are available. */
  async function earns(market: Market, seller: MarketSeller): Promise<void> {
    const product = await market.lists(seller, 100_00);
    await market.buyerPays([{ product }], { card: TEST_CARDS.availableAtOnce });
  }
  async function payout(market: Market, payoutId: string) {
    return (await market.operator()).api.GET('/v1/payouts/{payoutId}', { params: { path: { payoutId } } });
  }
  /** What the seller sees: what can be paid out, and what the books say in all. */
  async function shown({ api }: MarketSeller) {
    const { funds, payoutHoldReason } = await api.GET('/v1/balance');
    return { available: funds[0]?.availableMinor, owed: funds[0]?.owedMinor, payoutHoldReason };
  }
  /** Stripe's page, by a new link. */
  async function hostedPage({ api, id }: MarketSeller): Promise<HostedOnboarding> {
    const path = { sellerId: id };
    return HostedOnboarding.open(
      (await api.GET('/v1/sellers/{sellerId}/onboarding/refresh', { params: { path } })).url,
    );
  }

  /** A payout arrives at Stripe's next midnight (UTC): when that is near, the story begins after it. */
  async function midnightPasses(market: Market): Promise<void> {
    const [latest] = (await market.stripe.charges.list({ limit: 1 })).data;
    const secondsLeft = 86_400 - ((latest?.created ?? 0) % 86_400);
    if (secondsLeft < 1_800) await market.passes({ seconds: secondsLeft });
  }

  it('39: of 90.00 available 50.00 are paid out: in transit, paid; A 40.00', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    await earns(market, a);
    await midnightPasses(market);
    const { id, ...asked } = await market.operatorPaysOut(a, 50_00);
    expect(asked).toMatchObject({ state: 'pending', amountMinor: 50_00, automatic: false, failureCode: null });
    expect(await market.balanceOf(a)).toEqual(usd(40_00));
    // What the bank does not have yet is still owed to the seller.
    expect(await shown(a)).toEqual({ available: 40_00, owed: 90_00, payoutHoldReason: null });
    await market.passes({ seconds: 600 });
    expect(await payout(market, id)).toMatchObject({ state: 'in_transit' });
    await market.passes({ days: 1 });
    expect(await payout(market, id)).toMatchObject({ state: 'paid' });
    expect(await market.balanceOf(a)).toEqual(usd(40_00));
    expect(await shown(a)).toEqual({ available: 40_00, owed: 40_00, payoutHoldReason: null });
    expect((await a.api.GET('/v1/payouts')).data).toMatchObject([{ id, state: 'paid' }]);
  });

  it('39: more than available, less than the minimum, another currency: refused with the figure that would work', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    await earns(market, a);
    await expect(market.operatorPaysOut(a, 90_01)).rejects.toMatchObject({
      status: 409,
      code: 'payout_exceeds_balance',
      facts: { payableMinor: 90_00, currency: 'usd' },
    });
    await expect(market.operatorPaysOut(a, 99)).rejects.toMatchObject({
      code: 'payout_below_minimum',
      facts: { minimumMinor: 1_00, currency: 'usd' },
    });
    await expect(market.operatorPaysOut(a, 50_00, 'eur')).rejects.toMatchObject({
      code: 'no_balance_in_currency',
      facts: { currency: 'eur', currencies: ['usd'] },
    });
    expect((await a.api.GET('/v1/payouts')).data).toEqual([]);
    expect((await market.stripe.payouts.list({}, { stripeAccount: a.accountId })).data).toEqual([]);
    // The figure works.
    expect(await market.operatorPaysOut(a, 90_00)).toMatchObject({ state: 'pending' });
    await expect(market.operatorPaysOut(a, 1_00)).rejects.toMatchObject({ facts: { payableMinor: 0 } });
  });

  it('39: money that is still settling is not available; two operators at once cannot pay out more than there is', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    await market.buyerPays([{ product: await market.lists(a, 100_00) }]);
    await expect(market.operatorPaysOut(a, 50_00)).rejects.toMatchObject({ facts: { payableMinor: 0 } });
    await market.passes({ days: 3 });
    const tries = await Promise.allSettled([50_00, 50_00, 50_00].map((amount) => market.operatorPaysOut(a, amount)));
    const refused = tries.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([
      { reason: { code: 'payout_exceeds_balance' } },
      { reason: { code: 'payout_exceeds_balance' } },
    ]);
    await market.settles();
    expect(await market.balanceOf(a)).toEqual(usd(40_00));
  });

  it('a payout that has not left yet is canceled: A 90.00 again', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    await earns(market, a);
    const { id } = await market.operatorPaysOut(a, 50_00);
    const { api } = await market.operator();
    await api.POST('/v1/payouts/{payoutId}/cancel', { params: { path: { payoutId: id } } });
    await market.settles();
    expect(await payout(market, id)).toMatchObject({ state: 'canceled' });
    expect(await market.balanceOf(a)).toEqual(usd(90_00));
    expect(await shown(a)).toEqual({ available: 90_00, owed: 90_00, payoutHoldReason: null });
  });

  it('41: paid, then failed: A has the money back, the next payout is held until the bank account is replaced', async () => {
    const market = opened();
    const a = await market.onboardsSeller({ finishes: false });
    await (await hostedPage(a)).saveForLater(CLOSED_ACCOUNT);
    await (await hostedPage(a)).complete();
    await market.settles();
    await earns(market, a);
    const { id } = await market.operatorPaysOut(a, 50_00);
    await market.passes({ days: 1 });
    expect(await payout(market, id)).toMatchObject({ state: 'paid' });
    expect(await shown(a)).toEqual({ available: 40_00, owed: 40_00, payoutHoldReason: null });

    await market.passes({ days: 1 });
    expect(await payout(market, id)).toMatchObject({
      state: 'failed',
      failureCode: 'account_closed',
      failureReason: 'The bank account has been closed.',
    });
    expect(await market.balanceOf(a)).toEqual(usd(90_00));
    const told = await shown(a);
    expect(told).toMatchObject({ available: 90_00, owed: 90_00 });
    expect(told.payoutHoldReason).toMatch(/bank account has been closed.*replace the bank account/);
    const external = await market.stripe.accounts.listExternalAccounts(a.accountId, { object: 'bank_account' });
    expect(external.data).toMatchObject([{ status: 'errored', last4: '1113' }]);
    await expect(market.operatorPaysOut(a, 50_00)).rejects.toMatchObject({
      code: 'payouts_held',
      facts: { reason: told.payoutHoldReason },
    });

    await (await hostedPage(a)).saveForLater(GOOD_ACCOUNT);
    await market.settles();
    expect(await shown(a)).toMatchObject({ payoutHoldReason: null });
    const next = await market.operatorPaysOut(a, 50_00);
    await market.passes({ days: 3 });
    expect(await payout(market, next.id)).toMatchObject({ state: 'paid' });
    expect(await market.balanceOf(a)).toEqual(usd(40_00));
  });

  it('39: held by an operator for a reason that the seller sees, whatever the bank account does, until released', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    await earns(market, a);
    const { api } = await market.operator();
    const params = { path: { sellerId: a.id } };
    const reason = 'We are checking an unusual order.';
    await expect(
      api.POST('/v1/sellers/{sellerId}/payout-hold/release', { params, body: { reason } }),
    ).rejects.toMatchObject({ status: 409, code: 'payouts_not_held' });
    const held = await api.POST('/v1/sellers/{sellerId}/payout-hold', { params, body: { reason } });
    expect(held).toEqual({ sellerId: a.id, payoutHoldReason: reason });
    const { data: heldSellers } = await api.GET('/v1/sellers', { params: { query: { state: 'payouts_held' } } });
    expect(heldSellers.map(({ id }) => id)).toContain(a.id);
    await expect(market.operatorPaysOut(a, 50_00)).rejects.toMatchObject({ code: 'payouts_held', facts: { reason } });
    await (await hostedPage(a)).saveForLater(GOOD_ACCOUNT);
    await market.settles();
    expect(await shown(a)).toMatchObject({ available: 90_00, payoutHoldReason: reason });

    const body = { reason: 'The order was in order.' };
    expect(await api.POST('/v1/sellers/{sellerId}/payout-hold/release', { params, body })).toMatchObject({
      payoutHoldReason: null,
    });
    await market.operatorPaysOut(a, 50_00);
    await market.passes({ days: 3 });
    expect(await market.balanceOf(a)).toEqual(usd(40_00));
    const nobody = { path: { sellerId: '0199c2f4-7b1e-7c3a-9d55-3f2a1b0c9d8f' } };
    await expect(api.POST('/v1/sellers/{sellerId}/payout-hold', { params: nobody, body })).rejects.toMatchObject({
      status: 404,
      code: 'seller_not_found',
    });
  });

  it('payouts that Stripe makes by the schedule are tracked and booked like ours', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    const daily = { settings: { payouts: { schedule: { interval: 'daily' as const } } } };
    await market.stripe.accounts.update(a.accountId, daily);
    await market.buyerPays([{ product: await market.lists(a, 100_00) }]);
    await market.passes({ days: 4 });
    expect((await a.api.GET('/v1/payouts')).data).toMatchObject([
      { automatic: true, state: 'paid', amountMinor: 90_00 },
    ]);
    expect(await market.balanceOf(a)).toEqual(usd(0));
    expect(await shown(a)).toMatchObject({ owed: 0 });
  });
});
