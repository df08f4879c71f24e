import { requirementKey } from './requirement-key.js';

describe('requirementKey', () => {
  it.each([
    ['external_account', { key: 'need.external_account', whose: 'own' }],
    ['individual.dob.day', { key: 'need.dob_day', whose: 'own' }],
    ['representative.address.city', { key: 'need.address_city', whose: 'representative' }],
    ['person_1PZ8kQ.verification.document', { key: 'need.verification_document', whose: 'other' }],
    ['company.verification.document', { key: 'need.company_verification_document', whose: 'own' }],
    ['company.phone', { key: 'need.company_phone', whose: 'own' }],
    ['individual.shoe_size', null],
  ])('%s', (requirement, expected) => {
    expect(requirementKey(requirement)).toEqual(expected);
  });
});
