import { detailText } from './detail-text.js';

describe('detailText', () => {
  it.each([
    [{ amountMinor: 1050, currency: 'usd' }, 'amount: 1050 usd'],
    [{ after: ['buyer', 'operator'], before: ['buyer'] }, 'before: buyer · after: buyer, operator'],
    [{ lastError: null, rule: { scope: 'seller', percent: 10 } }, 'rule: scope seller, percent 10'],
    [{ flatMinor: '500', currency: 'eur' }, 'amount: 500 eur'],
    [{ roles: [] }, 'roles: –'],
    [{}, '–'],
  ])('reads %j as a sentence', (detail, text) => {
    expect(detailText(detail)).toBe(text);
  });

  it('says every part in the viewer’s words', () => {
    const words = {
      nameOf: (name: string) => name.toUpperCase(),
      textOf: (name: string, text: string) => `${name}=${text}`,
      amountOf: (minor: number, currency: string) => `${minor / 100} ${currency}`,
    };
    const detail = { amountMinor: 1050, currency: 'usd', before: ['buyer'], rule: { scope: 'seller' } };
    expect(detailText(detail, words)).toBe('BEFORE: before=buyer · AMOUNT: amount=10.5 usd · RULE: SCOPE scope=seller');
  });
});
