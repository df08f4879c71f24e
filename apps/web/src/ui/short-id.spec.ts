import { shortId } from './short-id.js';

describe('shortId', () => {
  it.each([
    ['0199c2f4-6d2e-7000-8000-000000000005', '…00000005'],
    ['pi_3Qw8vKLkdIwHu7ix0a1b2c3d', 'pi_…0a1b2c3d'],
    ['acct_123', 'acct_123'],
  ])('%s is %s', (id, short) => {
    expect(shortId(id)).toBe(short);
  });
});
