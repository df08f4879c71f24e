import { toInput } from './product-fields.js';

describe('toInput', () => {
  const fields = {
    ...{ title: ' Blue mug ', description: '', category: '', pictureUrl: '' },
    ...{ priceMinor: '12,5', stock: '3' },
  };

  it('sends a new product whole, in minor units', () => {
    const names = ['title', 'description', 'category', 'priceMinor', 'stock', 'pictureUrl'] as const;
    expect(toInput(fields, 'usd', names)).toEqual({
      ...{ title: 'Blue mug', description: '', category: null, pictureUrl: null },
      ...{ priceMinor: 1250, stock: 3 },
    });
  });

  it('sends of a changed one only what was changed', () => {
    expect(toInput(fields, 'usd', ['category'])).toEqual({ category: null });
  });
});
