import { addressOf, NO_ADDRESS } from './typed-address.js';

describe('An address that is typed at checkout', () => {
  it('is none while nothing but a country was chosen', () => {
    expect(addressOf({ ...NO_ADDRESS, country: 'US', line2: ' ' })).toBeUndefined();
  });

  it('is sent without what was left empty, and without spaces around', () => {
    const typed = {
      ...NO_ADDRESS,
      name: ' Ada Lovelace ',
      line1: '12 Market Street',
      city: 'Springfield ',
      country: 'US',
    };
    expect(addressOf(typed)).toEqual({
      name: 'Ada Lovelace',
      line1: '12 Market Street',
      city: 'Springfield',
      country: 'US',
    });
    expect(addressOf({ ...typed, postalCode: '62704', region: 'IL' })).toMatchObject({
      postalCode: '62704',
      region: 'IL',
    });
  });
});
