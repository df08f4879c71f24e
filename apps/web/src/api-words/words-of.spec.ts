import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import compile from 'icu-minify/compile';
import { wordsOf } from './words-of.js';

const ROOT = resolve(__dirname, '../../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const catalogue = JSON.parse(read('apps/web/src/api-words/messages/de.json')) as Record<string, string>;
const german = wordsOf(
  Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, compile(message)])),
  'de',
);

/** Of a document: "Conflict: `email_taken`, `seller_exists`". */
function documentedCodes(api: string): string[] {
  const lists = read(`libs/api-client/src/generated/${api}.ts`).match(/@description [A-Z][\w ]+: (`\w+`(, )?)+/g) ?? [];
  const codes = lists.flatMap((list) => list.match(/(?<=`)\w+(?=`)/g) ?? []);
  return [...new Set(codes)].filter((code) => code !== 'internal_error'); // which says nothing by design
}

/** The texts in these sources that begin so, with a number for everything that is put into them. */
function sentencesOf(folder: string, beginning: RegExp): string[] {
  const sources = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.spec)\.ts$/.test(file),
  );
  const texts = sources.flatMap((file) => read(join(folder, file)).match(/(['`])(?:(?!\1)[^\\\n])*\1/g) ?? []);
  return texts.map((text) => text.slice(1, -1).replaceAll(/\$\{[^}]*\}/g, '7')).filter((text) => beginning.test(text));
}

describe('what the APIs answer, in German', () => {
  it.each(['buyer-checkout-api', 'seller-onboarding-api', 'admin-api'])(
    'has words for every problem of the %s',
    (api) => {
      const codes = documentedCodes(api);
      expect(codes.length).toBeGreaterThan(30);
      expect(codes.filter((code) => german('problem', code, 'untold') === 'untold')).toEqual([]);
    },
  );

  it('has words for every problem of a cart', () => {
    const codes = read('libs/checkout/src/orders/quote.messages.ts').match(/(?<=`)[a-z_]+(?=`)/g) ?? [];
    expect(codes).toContain('out_of_stock');
    expect(codes.filter((code) => german('quote', code, '', { title: 'Vase', stock: 1 }) === '')).toEqual([]);
    expect(german('quote', 'out_of_stock', '', { title: 'Vase', stock: 0 })).toBe('„Vase“ ist ausverkauft.');
  });

  it.each([
    ['libs/http/src/fields', /^must /],
    [
      'libs/onboarding/src',
      /^(Stripe (is|has) |Information is |The marketplace has paused|A capability has|Not connected)/,
    ],
    ['libs/checkout/src/commission', /^(A rule cannot|Without the platform|The rule ends|Every scope|The minimum is)/],
    ['apps/stripe-emulator/src/resources/payouts', /^(The bank (?!accepts)|Debit transactions|Your Stripe account)/],
  ])('has words for the sentences of %s', (folder, beginning) => {
    const sentences = sentencesOf(folder, beginning);
    expect(sentences.length).toBeGreaterThan(4);
    expect(sentences.filter((sentence) => german('problem', null, sentence) === sentence)).toEqual([]);
  });

  it('says numbers and reasons within a sentence too', () => {
    expect(german('problem', 'invalid_request', 'must have 1 to 2000 characters')).toBe(
      'muss 1 bis 2.000 Zeichen haben',
    );
    const hold = 'a payout failed (The bank account has been closed.); replace the bank account to go on';
    expect(german('problem', null, hold)).toMatch(
      /^Eine Auszahlung ist fehlgeschlagen\. Das Bankkonto ist aufgelöst\./,
    );
    expect(german('problem', 'payment_refused', 'The payment was refused: No such currency')).toMatch(
      /No such currency$/,
    );
  });

  it('names a field that no form shows', () => {
    expect(german('field', 'orderId', 'orderId')).toBe('Die Bestellnummer');
    expect(german('field', 'lines[0].quantity', 'lines[0].quantity')).toBe('lines[0].quantity');
  });

  it('says what the API says when there are no words for it', () => {
    expect(german('decline', 'something_new', 'Your card is too new.')).toBe('Your card is too new.');
    expect(german('problem', null, 'The operator’s own words')).toBe('The operator’s own words');
  });
});
