export { countryOptions } from '../../src/pages/countries.js';

/** Countries in which a card's issuer checks the postal code, so that forms ask for it. */
const POSTAL_CHECKED = ['US', 'GB', 'CA', 'PR'];

export function asksForPostalCode(country: string): boolean {
  return POSTAL_CHECKED.includes(country);
}

/** What the postal code is called. */
export function postalLabel(country: string): string {
  if (country === 'US' || country === 'PR') return 'ZIP code';
  return 'Postal code';
}

/** Whether a postal code is whole. */
export function isPostalCodeComplete(text: string, country: string): boolean {
  if (country === 'US' || country === 'PR') return /^\d{5}(-?\d{4})?$/.test(text);
  if (country === 'CA') return /^[a-z]\d[a-z] ?\d[a-z]\d$/i.test(text);
  if (country === 'GB') return /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i.test(text);
  return text !== '';
}
