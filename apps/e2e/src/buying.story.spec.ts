import { marketForStories, usd } from './story.js';

describe('buying', () => {
  const opened = marketForStories();

  it('8: one seller, 100.00: the buyer pays 100.00, A has 90.00, P 6.80', async () => {
    const market = opened();
    const a = await market.onboardsSeller();
    const order = await market.buyerPays([{ product: await market.lists(a, 100_00) }]);
    expect(await market.order(order)).toMatchObject({ state: 'paid', amountMinor: 100_00 });
    expect(await market.balanceOf(a)).toEqual(usd(90_00));
    expect(await market.platformBalance()).toEqual(usd(6_80));
  });

  it('9: A 60.00 and B 40.00 in one cart: one charge, two transfers, P 6.80', async () => {
    const market = opened();
    const [a, b] = [await market.onboardsSeller(), await market.onboardsSeller()];
    const items = [{ product: await market.lists(a, 60_00) }, { product: await market.lists(b, 40_00) }];
    await market.buyerPays(items);
    expect(await market.balanceOf(a)).toEqual(usd(54_00));
    expect(await market.balanceOf(b)).toEqual(usd(36_00));
    expect(await market.platformBalance()).toEqual(usd(6_80));
  });
});
