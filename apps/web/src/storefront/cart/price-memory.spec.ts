import { PriceMemory } from './price-memory.js';

describe('The prices that were seen', () => {
  it('tell what a product cost before, until the new price is accepted', () => {
    const memory = new PriceMemory();
    expect(memory.before('mug', 1_800, 'usd')).toBeNull();
    expect(memory.before('mug', 1_800, 'usd')).toBeNull();
    expect(memory.before('mug', 2_000, 'usd')).toBe(1_800);
    expect(memory.before('mug', 2_000, 'usd')).toBe(1_800);
    memory.accept({
      ...{ currency: 'usd', goodsMinor: 2_000, shippingMinor: 0, acceptedTotalMinor: 2_000, problems: [] },
      sellers: [
        {
          ...{ sellerId: 'ada', sellerName: 'Ada', goodsMinor: 2_000, shippingMinor: 0 },
          lines: [
            {
              ...{ productId: 'mug', title: 'Mug', pictureUrl: null, quantity: 1, stock: 4, currency: 'usd' },
              ...{ unitPriceMinor: 2_000, goodsMinor: 2_000, problem: null },
            },
          ],
        },
      ],
    });
    expect(memory.before('mug', 2_000, 'usd')).toBeNull();
  });

  it('do not compare currencies', () => {
    const memory = new PriceMemory();
    memory.before('mug', 1_800, 'usd');
    expect(memory.before('mug', 1_700, 'eur')).toBeNull();
  });
});
