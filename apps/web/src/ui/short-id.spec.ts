import { shortId, shortIds } from './short-id.js';

describe('shortId', () => {
  it.each([
    ['0199c2f4-6d2e-7000-8000-000000000005', '…\u206000000005'],
    ['pi_3Qw8vKLkdIwHu7ix0a1b2c3d', 'pi_…\u20600a1b2c3d'],
    ['acct_123', 'acct_123'],
  ])('%s is %s', (id, short) => {
    expect(shortId(id)).toBe(short);
  });
});

describe('shortIds', () => {
  it('shortens ids within a sentence and nothing else', () => {
    const text =
      'Transfer tr_Rc9Cul8hDLGMiwZhipbcOuvT of order 01a21571-7ab3-75ab-9248-5d9bebcea474 to stripe_balance:x';
    expect(shortIds(text)).toBe('Transfer tr_…\u2060ipbcOuvT of order …\u2060ebcea474 to stripe_balance:x');
  });
});
