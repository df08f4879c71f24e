import * as fc from 'fast-check';
import { inPlainWords } from './requirement-words.js';

describe('requirements in plain words', () => {
  it.each([
    ['external_account', 'A bank account for payouts'],
    ['individual.dob.day', 'Date of birth'],
    ['individual.verification.document', 'A photo of an identity document'],
    ['company.verification.document', 'A document that shows the company exists'],
    ['company.name', 'Company name'],
    ['representative.first_name', 'First name of the representative'],
    ['owners.email', 'E-mail address of an owner, director or executive'],
    ['person_1ABC.relationship.title', 'Job title of a person of the company'],
  ])('%s: %s', (requirement, words) => {
    expect(inPlainWords(requirement)).toBe(words);
  });

  it('spells out what nobody has written words for', () => {
    expect(inPlainWords('individual.favourite_colour')).toBe('Favourite colour');
    expect(inPlainWords('person_1ABC.nationality')).toBe('Nationality of a person of the company');
  });

  it('never shows a name of Stripe’s, whatever Stripe asks for', () => {
    const part = fc.stringMatching(/^[a-z]{1,8}(_[a-z]{1,8}){0,2}$/);
    const owner = fc.constantFrom('individual', 'company', 'representative', 'owners', 'person_1ABC');
    const requirement = fc.tuple(owner, fc.array(part, { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(requirement, ([whose, parts]) => {
        const words = inPlainWords([whose, ...parts].join('.'));
        expect(words).toMatch(/^[A-Z]/);
        expect(words).not.toMatch(/[._]/);
      }),
    );
  });
});
