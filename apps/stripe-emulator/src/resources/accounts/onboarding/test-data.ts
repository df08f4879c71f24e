import type { RawHash, RawValue } from '../../../core/params.js';
import { countryRule } from '../countries.js';

/** A number of days or an address that Stripe's test mode accepts in a country. */
const POSTAL: Readonly<Record<string, { city: string; postal_code: string; state: string }>> = {
  AU: { city: 'Sydney', postal_code: '2000', state: 'NSW' },
  BR: { city: 'São Paulo', postal_code: '01310-100', state: 'SP' },
  CA: { city: 'Toronto', postal_code: 'M5T 1T4', state: 'ON' },
  DE: { city: 'Berlin', postal_code: '10115', state: 'BE' },
  FR: { city: 'Paris', postal_code: '75001', state: 'IDF' },
  GB: { city: 'London', postal_code: 'WC2N 5DU', state: 'London' },
  JP: { city: '渋谷区', postal_code: '1500001', state: '東京都' },
  US: { city: 'Columbus', postal_code: '43214', state: 'OH' },
};

const VALUES: Readonly<Record<string, RawValue>> = {
  'business_profile.mcc': '5734',
  'business_profile.url': 'https://accessible.stripe.com',
  'business_profile.name': 'Rocket Rides',
  'business_profile.product_description': 'Goods for the home',
  'settings.payments.statement_descriptor': 'ROCKET RIDES',
  first_name: 'Jenny',
  last_name: 'Rosen',
  first_name_kana: 'ジェニー',
  first_name_kanji: '慎一',
  last_name_kana: 'ローゼン',
  last_name_kanji: '田中',
  email: 'jenny.rosen@example.com',
  phone: '0000000000',
  'dob.day': '1',
  'dob.month': '1',
  'dob.year': '1901',
  ssn_last_4: '0000',
  id_number: '000000000',
  'relationship.title': 'Chief executive',
  'company.name': 'Rocket Rides',
  'company.name_kana': 'ロケットライド',
  'company.name_kanji': '乗物株式会社',
  'company.tax_id': '000000000',
  'company.owners_provided': 'true',
  'company.directors_provided': 'true',
  'company.executives_provided': 'true',
};

/** A bank account of a country at which payouts arrive. */
export function testBankAccount(country: string): RawHash {
  const rule = countryRule(country);
  const numbers = {
    us: { routing_number: '110000000', account_number: '000123456789' },
    sort_code: { routing_number: '108800', account_number: '00012345' },
    iban: { account_number: 'DE89370400440532013000' },
    bank_and_branch: { routing_number: '1100000', account_number: '0001234' },
  };
  return { object: 'bank_account', country, currency: rule.currency, ...numbers[rule.bankAccount] };
}

/**
 * A value that satisfies a requirement, where there is one.
 * @param field without the person it is about: `first_name`, `company.tax_id`, `address.city`
 */
export function testValue(field: string, country: string, now: number): RawValue | undefined {
  const known = VALUES[field] ?? VALUES[field.replace(/^company\./, '')];
  if (known !== undefined) return known;
  const place = POSTAL[country] ?? { city: 'Capital', postal_code: '10000', state: 'Central' };
  const [group = '', part = ''] = field.replace(/^company\./, '').split('.');
  if (group.startsWith('address')) return part === 'line1' ? 'address_full_match' : { ...place, town: '神宮前' }[part];
  if (group === 'verification') return { front: 'file_identity_document_success' };
  if (field === 'tos_acceptance.date') return String(now);
  if (field === 'tos_acceptance.ip') return '127.0.0.1';
  if (field === 'external_account') return testBankAccount(country);
  return undefined;
}

/** Puts a value at a dotted path. */
export function placed(target: RawHash, path: string, value: RawValue): RawHash {
  const [head = '', ...rest] = path.split('.');
  const inner = target[head];
  const below = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as RawHash) : {};
  return { ...target, [head]: rest.length === 0 ? value : placed(below, rest.join('.'), value) };
}
