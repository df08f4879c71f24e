/** Stripe's requirement names in a seller's words. The longest matching ending wins; the rest is spelled out. */
const WORDS: Readonly<Record<string, string>> = {
  external_account: 'A bank account for payouts',
  business_type: 'Whether you sell as a person or a company',
  'business_profile.mcc': 'What kind of business this is',
  'business_profile.url': 'Your website, or a description of what you sell',
  'business_profile.product_description': 'A description of what you sell',
  'business_profile.support_phone': 'A phone number for your customers',
  'tos_acceptance.date': 'Your agreement to the Stripe terms of service',
  'tos_acceptance.ip': 'Your agreement to the Stripe terms of service',
  first_name: 'First name',
  last_name: 'Last name',
  email: 'E-mail address',
  phone: 'Phone number',
  'dob.day': 'Date of birth',
  'dob.month': 'Date of birth',
  'dob.year': 'Date of birth',
  'address.line1': 'Street address',
  'address.city': 'City',
  'address.state': 'State or province',
  'address.postal_code': 'Postal code',
  ssn_last_4: 'Last four digits of the social security number',
  id_number: 'Identification number',
  'verification.document': 'A photo of an identity document',
  'verification.additional_document': 'A document that shows the home address',
  'company.name': 'Company name',
  'company.tax_id': 'Company tax number',
  'company.phone': 'Company phone number',
  'company.directors_provided': 'That all directors are listed',
  'company.owners_provided': 'That all owners are listed',
  'company.executives_provided': 'That all executives are listed',
  'company.verification.document': 'A document that shows the company exists',
  'relationship.title': 'Job title',
  'relationship.owner': 'Whether this person owns part of the company',
  'relationship.percent_ownership': 'How much of the company this person owns',
};
const BY_LENGTH = Object.keys(WORDS).sort((left, right) => right.length - left.length);

const WHOSE: readonly (readonly [RegExp, string])[] = [
  [/^(representative)\./, ' of the representative'],
  [/^(owners?|directors?|executives?)\./, ' of an owner, director or executive'],
  [/^person_\w+\./, ' of a person of the company'],
];

/** @param requirement for example `individual.dob.day` @returns for example "Date of birth" */
export function inPlainWords(requirement: string): string {
  const ending = BY_LENGTH.find((name) => requirement === name || requirement.endsWith(`.${name}`));
  const [owner, whose] = WHOSE.find(([pattern]) => pattern.test(requirement)) ?? [/^(individual|company)\./, ''];
  const words = ending === undefined ? spelledOut(requirement.replace(owner, '')) : (WORDS[ending] ?? requirement);
  return words + whose;
}

function spelledOut(name: string): string {
  const text = name.replace(/[._]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
