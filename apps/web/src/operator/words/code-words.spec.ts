import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import compile from 'icu-minify/compile';
import { formatMessage, type MessageValues } from '../../i18n/format-message.js';
import { codeWords } from './code-words.js';
import { commissionWords } from './commission-words.js';
import { journalWords } from './journal-words.js';
import { DEEDS, DOMAIN_EVENT_TYPES, OPERATION_KINDS } from './known-codes.js';

const LIBS = resolve(__dirname, '../../../../../libs');

function catalogue(language: string): (key: string, values?: MessageValues) => string {
  const file = readFileSync(resolve(__dirname, `../messages/${language}.json`), 'utf8');
  const texts = JSON.parse(file) as Record<string, string>;
  return (key, values) => (texts[key] === undefined ? key : formatMessage(compile(texts[key]), language, values));
}

const german = catalogue('de');

/** What the sources of the APIs and the worker have in a place: the first group of every match. */
function inSources(pattern: RegExp, ending = '.ts'): string[] {
  const files = readdirSync(LIBS, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith(ending) && !/spec|generated|testing|node_modules|dist/.test(file),
  );
  const found = files.flatMap((file) => [...readFileSync(join(LIBS, file), 'utf8').matchAll(pattern)]);
  return [...new Set(found.map(([, code = '']) => code))].sort();
}

describe('codes of the API, in German', () => {
  it.each([
    ['operation', OPERATION_KINDS, /@StripeOperation\('([\w.]+)'\)/g],
    ['domainEvent', DOMAIN_EVENT_TYPES, /outbox\.publish\(\w+, '([\w.]+)'/g],
    ['deed', DEEDS, /(?:action: |change\(\w+, \w+, |reopen\(\w+, )'([a-z_]+\.[a-z_]+)'/g],
  ] as const)('have words for every %s, and lists can be narrowed to it', (kind, known, pattern) => {
    const used = inSources(pattern);
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((code) => !known.some((each) => each === code))).toEqual([]);
    expect(known.filter((code) => codeWords(german, kind, code) === code)).toEqual([]);
  });

  it.each([
    ['subscriber', /class (\w+) implements DomainEventHandler</g],
    ['ledgerAccount', /^ {2}([a-z]+_[a-z_]+|goodwill): '(?:asset|liability|income|expense|equity)'/gm],
  ] as const)('have words for every %s', (kind, pattern) => {
    const used = inSources(pattern);
    expect(used.length).toBeGreaterThan(4);
    expect(used.filter((code) => codeWords(german, kind, code) === code)).toEqual([]);
  });

  it('are said as the API says them when there are no words', () => {
    expect(codeWords(german, 'decline', 'insufficient_funds', 'Not enough.')).toBe('Nicht genug Guthaben');
    expect(codeWords(german, 'decline', 'something_new', 'Your card is too new.')).toBe('Your card is too new.');
    expect(codeWords(german, 'operation', 'something.new')).toBe('something.new');
  });
});

describe('sentences of the API, in German', () => {
  it('has words for everything that the books write beside an entry', () => {
    const written = inSources(/^ +description: ['`]([^'`]+)['`],$/gm, '.posting.ts');
    const passed = inSources(/(?:refundMoved|payoutMoved|arrival)\([^\n]*'([a-z ]+)'\)/g);
    const descriptions = [...written, ...passed].map((text) => text.replaceAll(/\$\{\w+\}/g, 'ch_1234567890abcdef'));
    expect(descriptions.length).toBeGreaterThanOrEqual(12);
    const english = catalogue('en');
    expect(descriptions.filter((text) => journalWords(german, text) === journalWords(english, text))).toEqual([]);
    expect(journalWords(german, 'Charge ch_1234567890abcdef for order 0199c2f4-6d2e-7000-8000-000000000005')).toBe(
      'Zahlung ch_…\u206090abcdef für Bestellung …\u206000000005',
    );
    expect(journalWords(german, 'Something else')).toBe('Something else');
  });

  it('explain a commission with amounts as the viewer writes them', () => {
    const explained = (text: string): string => commissionWords(german, 'de', text).replaceAll('\u00a0', ' ');
    expect(explained('10% of 1200.00 USD + 0.30 USD, at least 1.00 USD, at most 9.50 USD = 9.50 USD (platform rule, version 2)')) // prettier-ignore
      .toBe(
        '10 % von 1.200,00 $ + 0,30 $, mindestens 1,00 $, höchstens 9,50 $ = 9,50 $ (Regel für: Plattform, Version 2)',
      );
    expect(explained('2.5% of 100 JPY = 2 JPY (seller rule, version 1)')).toBe(
      '2,5 % von 100 ¥ = 2 ¥ (Regel für: Verkäufer, Version 1)',
    );
    expect(explained('because')).toBe('because');
  });
});
