import { detailText } from './detail-text.js';

describe('detailText', () => {
  it.each([
    [{ amountMinor: 1050, currency: 'usd' }, 'amountMinor 1050 · currency usd'],
    [{ after: ['buyer', 'operator'], before: ['buyer'] }, 'before buyer · after buyer, operator'],
    [{ lastError: null, rule: { scope: 'seller', percent: 10 } }, 'rule scope seller, percent 10'],
    [{ roles: [] }, 'roles –'],
    [{}, '–'],
  ])('reads %j as a sentence', (detail, text) => {
    expect(detailText(detail)).toBe(text);
  });
});
