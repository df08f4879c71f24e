import type Stripe from 'stripe';
import { Market } from '../payment-intents/testing/market.js';

describe('tokens, top-ups and the balance', () => {
  let market: Market;
  let stripe: Stripe;

  beforeEach(async () => {
    market = await Market.open();
    stripe = market.stripe;
  });
  afterEach(() => market.close());

  it('takes a token of a browser once', async () => {
    const token = await market.browser().tokens.create({
      card: { number: '4000000000009995', exp_month: '11', exp_year: '2031', cvc: '123' },
    });
    expect(token).toMatchObject({ type: 'card', used: false, card: { last4: '9995', brand: 'Visa' } });
    const method = await stripe.paymentMethods.create({ type: 'card', card: { token: token.id } });
    expect(method.card).toMatchObject({ last4: '9995', exp_month: 11, exp_year: 2031 });
    await expect(market.pay({ payment_method: method.id })).rejects.toMatchObject({
      decline_code: 'insufficient_funds',
    });
    await expect(stripe.paymentMethods.create({ type: 'card', card: { token: token.id } })).rejects.toMatchObject({
      code: 'token_already_used',
    });
    expect((await stripe.tokens.retrieve(token.id)).used).toBe(true);
  });

  it('tops the balance up after a day', async () => {
    const { id } = await stripe.topups.create({ amount: 2_000, currency: 'usd', description: 'float' });
    const canceled = await stripe.topups.create({ amount: 1, currency: 'usd' });
    expect((await stripe.topups.cancel(canceled.id)).status).toBe('canceled');
    await market.advanceDays(1);
    expect((await stripe.topups.retrieve(id, { expand: ['balance_transaction'] })).balance_transaction).toMatchObject({
      type: 'topup',
      net: 2_000,
    });
    expect((await stripe.topups.list({ status: 'canceled' })).data).toHaveLength(1);
    expect((await market.balance()).available[0]?.amount).toBe(2_000);
    await market.assertBalanced();
  });

  it('shows per kind of money what is available, pending and reserved for connected accounts', async () => {
    const seller = await market.seller();
    const paid = await market.pay(market.destination(seller, { payment_method: 'pm_card_bypassPending' }));
    await stripe.payouts.create({ amount: 9_000, currency: 'usd' }, { stripeAccount: seller });
    await stripe.refunds.create({ payment_intent: paid.id, reverse_transfer: true, refund_application_fee: true });
    await market.pay();
    const balance = await market.balance();
    expect(balance.available).toEqual([{ amount: -320, currency: 'usd', source_types: { card: -320 } }]);
    expect(balance.pending).toEqual([{ amount: 9_680, currency: 'usd', source_types: { card: 9_680 } }]);
    expect(balance.connect_reserved).toEqual([{ amount: 9_000, currency: 'usd', source_types: { card: 9_000 } }]);
    expect(balance.instant_available?.[0]?.amount).toBe(9_360);
    expect((await market.balance(seller)).connect_reserved).toBeUndefined();
    const types = (await stripe.balanceTransactions.list({ type: 'application_fee' })).data;
    expect(types.map(({ net }) => net)).toEqual([1_000]);
  });
});
