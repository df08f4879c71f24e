import { requirementKey } from './requirement-key.js';

describe('requirementKey', () => {
  it.each([
    ['external_account', { need: 'external_account', whose: 'own' }],
    ['individual.dob.day', { need: 'dob_day', whose: 'own' }],
    ['representative.address.city', { need: 'address_city', whose: 'representative' }],
    ['person_1PZ8kQ.verification.document', { need: 'verification_document', whose: 'other' }],
    ['company.verification.document', { need: 'company_verification_document', whose: 'own' }],
    ['company.phone', { need: 'company_phone', whose: 'own' }],
    ['individual.shoe_size', null],
  ])('%s', (requirement, expected) => {
    expect(requirementKey(requirement)).toEqual(expected);
  });
});
