import { knownDecline } from './decline.js';

describe('A decline', () => {
  it.each([
    ['insufficient_funds', 'insufficient_funds'],
    ['stolen_card', 'card_declined'],
    ['generic_decline', 'card_declined'],
    ['payment_intent_authentication_failure', 'payment_intent_authentication_failure'],
    ['something_new', null],
    [null, null],
    [undefined, null],
  ])('%s is told as %s', (code, known) => {
    expect(knownDecline(code)).toBe(known);
  });
});
