import { tellableDecline } from './tellable-decline.js';

describe('A decline', () => {
  it.each([
    ['insufficient_funds', 'insufficient_funds'],
    ['stolen_card', 'card_declined'],
    ['generic_decline', 'card_declined'],
    ['something_new', 'something_new'],
    [null, null],
  ])('%s is told as %s', (code, told) => {
    expect(tellableDecline(code)).toBe(told);
  });
});
