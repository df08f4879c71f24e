import { readFilters } from './use-table-url.js';

describe('readFilters', () => {
  const definitions = {
    state: { label: 'State', options: [{ value: 'paid', label: 'Paid' }] },
    buyer: { label: 'Buyer' },
  };

  it('reads what the table knows and nothing else', () => {
    const params = new URLSearchParams('state=paid&buyer=%20ada%20&cursor=x&other=1');
    expect(readFilters(params, definitions)).toEqual({ state: 'paid', buyer: 'ada' });
  });

  it('does not ask the API for a value that is no option, or for nothing', () => {
    expect(readFilters(new URLSearchParams('state=eaten&buyer='), definitions)).toEqual({});
  });
});
