import { PriceMemory } from './price-memory.js';

describe('The prices that were seen', () => {
  it('tell what a product cost before, as long as the page is open', () => {
    const memory = new PriceMemory();
    expect(memory.before('mug', 1_800, 'usd')).toBeNull();
    expect(memory.before('mug', 1_800, 'usd')).toBeNull();
    expect(memory.before('mug', 2_000, 'usd')).toBe(1_800);
    expect(memory.before('mug', 2_000, 'usd')).toBe(1_800);
  });

  it('do not compare currencies', () => {
    const memory = new PriceMemory();
    memory.before('mug', 1_800, 'usd');
    expect(memory.before('mug', 1_700, 'eur')).toBeNull();
  });
});
