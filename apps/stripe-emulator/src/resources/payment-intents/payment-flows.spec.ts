import { Market } from './testing/market.js';

describe('payments and where their money goes', () => {
  let market: Market;

  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(() => market.close());

  it('splits a destination charge of 100.00 into 90.00 for the seller and 6.80 for the platform', async () => {
    const seller = await market.seller();
    const intent = await market.stripe.paymentIntents.create({
      ...market.destination(seller, { metadata: { order_id: 'o_1' } }),
      expand: ['latest_charge.balance_transaction', 'latest_charge.transfer.destination_payment'],
    });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 10_000, metadata: { order_id: 'o_1' } });
    const charge = intent.latest_charge as import('stripe').default.Charge;
    expect(charge).toMatchObject({
      paid: true,
      captured: true,
      amount_captured: 10_000,
      metadata: { order_id: 'o_1' },
    });
    expect(charge.balance_transaction).toMatchObject({ type: 'charge', amount: 10_000, fee: 320, net: 9_680 });
    expect(charge.transfer).toMatchObject({ amount: 10_000, source_transaction: charge.id, destination: seller });
    const payment = await market.stripe.charges
      .retrieve(
        (charge.transfer as import('stripe').default.Transfer & { destination_payment: { id: string } })
          .destination_payment as never,
        { expand: ['balance_transaction'] },
        { stripeAccount: seller },
      )
      .catch(() => undefined);
    expect(payment).toBeUndefined();
    expect(await market.total(seller)).toBe(9_000);
    expect(await market.total()).toBe(680);
    await market.assertBalanced();
    await market.assertBalanced(seller);
  });
});
