import { localeOf, preferredLanguage } from './languages.js';

describe('the viewer’s language', () => {
  it.each([
    [null, ['fr-FR', 'de-AT', 'en'], 'de'],
    [null, ['fr'], 'en'],
    ['en', ['de'], 'en'],
    ['xx', ['de'], 'de'],
  ])('kept %s, browser %j: %s', (kept, wanted, expected) => {
    expect(preferredLanguage(kept, wanted)).toBe(expected);
  });

  it('numbers and dates are those of the viewer’s region when it speaks the language', () => {
    expect(localeOf('en', ['de-DE', 'en-GB'])).toBe('en-GB');
    expect(localeOf('en', ['de-DE'])).toBe('en');
  });
});
