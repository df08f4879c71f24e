import type Stripe from 'stripe';
import { countryRule } from '../countries.js';

/** One input of the hosted page; `name` is its form name and, with dots for brackets, the requirement it answers. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind?: 'text' | 'email' | 'tel' | 'number' | 'checkbox' | 'url';
  readonly options?: Readonly<Record<string, string>>;
  readonly autocomplete?: string;
  readonly hint?: string;
}
export interface Step {
  readonly id: 'business' | 'person' | 'company' | 'bank' | 'documents' | 'review';
  readonly title: string;
  readonly fields: readonly Field[];
}

/** The steps that an account goes through, given its country, kind of business and what is asked for. */
export function stepsOf(account: Stripe.Account, asked: readonly string[]): Step[] {
  const country = account.country ?? 'US';
  const isCompany = account.business_type != null && account.business_type !== 'individual';
  const documents = documentFields(asked);
  return [
    { id: 'business', title: 'Your business', fields: businessFields(account) },
    {
      id: 'person',
      title: isCompany ? 'Who represents the company' : 'About you',
      fields: personFields(country, isCompany),
    },
    ...(isCompany ? [{ id: 'company', title: 'The company', fields: companyFields(country) } satisfies Step] : []),
    { id: 'bank', title: 'Where payouts go', fields: bankFields(country) },
    ...(documents.length > 0 ? [{ id: 'documents', title: 'Documents', fields: documents } satisfies Step] : []),
    { id: 'review', title: 'Review and submit', fields: [] },
  ];
}

function businessFields(account: Stripe.Account): Field[] {
  const isRecipient = account.tos_acceptance?.service_agreement === 'recipient';
  const types = { individual: 'Individual', company: 'Company', non_profit: 'Non-profit' };
  const fields: Field[] = [{ name: 'business_type', label: 'Type of business', options: types }];
  if (isRecipient) return fields;
  return [
    ...fields,
    {
      name: 'business_profile[mcc]',
      label: 'Industry',
      options: { '5734': 'Software', '5311': 'Department stores', '5999': 'Other retail', '7299': 'Services' },
    },
    {
      name: 'business_profile[url]',
      label: 'Website',
      kind: 'url',
      autocomplete: 'url',
      hint: 'Test value: https://accessible.stripe.com',
    },
    { name: 'business_profile[product_description]', label: 'What you sell, if you have no website' },
  ];
}

function addressFields(subject: string, country: string): Field[] {
  const form = countryRule(country).addressForm;
  const scripts = form === 'japanese' ? ['address_kana', 'address_kanji'] : ['address'];
  return scripts.flatMap((script) => {
    const suffix = script === 'address' ? '' : ` (${script.slice('address_'.length)})`;
    const field = (part: string, label: string, autocomplete: string, hint?: string): Field => ({
      name: `${subject}[${script}][${part}]`,
      label: label + suffix,
      autocomplete,
      ...(hint === undefined ? {} : { hint }),
    });
    return [
      field('line1', 'Street address', 'address-line1', 'Test values: address_full_match, address_no_match'),
      field('city', 'City', 'address-level2'),
      ...(form === 'plain' ? [] : [field('state', 'State or prefecture', 'address-level1')]),
      ...(form === 'japanese' ? [field('town', 'Town', 'address-level3')] : []),
      field('postal_code', 'Postal code', 'postal-code'),
    ];
  });
}

function personFields(country: string, isCompany: boolean): Field[] {
  const rule = countryRule(country);
  const names: Field[] =
    rule.addressForm === 'japanese'
      ? (['first', 'last'] as const).flatMap((which) =>
          (['kana', 'kanji'] as const).map((script) => ({
            name: `individual[${which}_name_${script}]`,
            label: `${which === 'first' ? 'First' : 'Last'} name (${script})`,
          })),
        )
      : [
          { name: 'individual[first_name]', label: 'First name', autocomplete: 'given-name' },
          { name: 'individual[last_name]', label: 'Last name', autocomplete: 'family-name' },
        ];
  const number: Field[] =
    rule.personalNumber === 'none'
      ? []
      : [
          {
            name: 'individual[id_number]',
            label: country === 'US' ? 'Social security number' : 'National ID number',
            hint: 'Test values: 000000000 passes, 111111111 does not',
          },
        ];
  return [
    ...names,
    ...(isCompany ? [{ name: 'individual[relationship][title]', label: 'Job title' }] : []),
    { name: 'individual[email]', label: 'Email', kind: 'email', autocomplete: 'email' },
    { name: 'individual[phone]', label: 'Phone', kind: 'tel', autocomplete: 'tel', hint: 'Test value: 0000000000' },
    { name: 'individual[dob][day]', label: 'Day of birth', kind: 'number', autocomplete: 'bday-day' },
    { name: 'individual[dob][month]', label: 'Month of birth', kind: 'number', autocomplete: 'bday-month' },
    {
      name: 'individual[dob][year]',
      label: 'Year of birth',
      kind: 'number',
      autocomplete: 'bday-year',
      hint: 'Test value: 1 / 1 / 1901 is verified',
    },
    ...addressFields('individual', country),
    ...number,
  ];
}

function companyFields(country: string): Field[] {
  const rule = countryRule(country);
  const japanese: Field[] =
    rule.addressForm === 'japanese'
      ? [
          { name: 'company[name_kana]', label: 'Name (kana)' },
          { name: 'company[name_kanji]', label: 'Name (kanji)' },
        ]
      : [];
  const declared = rule.declaresDirectors ? (['owners', 'directors', 'executives'] as const) : (['owners'] as const);
  return [
    { name: 'company[name]', label: 'Legal name', autocomplete: 'organization' },
    ...japanese,
    { name: 'company[tax_id]', label: 'Tax or registration number', hint: 'Test value: 000000000' },
    { name: 'company[phone]', label: 'Phone', kind: 'tel', autocomplete: 'tel' },
    ...addressFields('company', country),
    ...declared.map((who): Field => ({
      name: `company[${who}_provided]`,
      label: `All ${who} have been named`,
      kind: 'checkbox',
    })),
  ];
}

function bankFields(country: string): Field[] {
  const { bankAccount } = countryRule(country);
  if (bankAccount === 'iban')
    return [{ name: 'external_account[account_number]', label: 'IBAN', hint: 'Test value: DE89370400440532013000' }];
  const labels = { us: 'Routing number', sort_code: 'Sort code', bank_and_branch: 'Bank and branch code' };
  const hints = { us: '110000000', sort_code: '108800', bank_and_branch: '1100000' };
  const numbers = { us: '000123456789', sort_code: '00012345', bank_and_branch: '0001234' };
  return [
    {
      name: 'external_account[routing_number]',
      label: labels[bankAccount],
      hint: `Test value: ${hints[bankAccount]}`,
    },
    {
      name: 'external_account[account_number]',
      label: 'Account number',
      hint: `Test value: ${numbers[bankAccount]}`,
    },
  ];
}

const FILES = {
  file_identity_document_success: 'A document that passes',
  file_identity_document_failure: 'A document that does not pass',
};

/** An upload for each document that is asked for; an ordinary choice of test files stands for it. */
function documentFields(asked: readonly string[]): Field[] {
  const wants = (ending: string, isCompany: boolean): boolean =>
    asked.some((field) => field.endsWith(ending) && field.startsWith('company.') === isCompany);
  const upload = (name: string, label: string): Field => ({ name: `${name}[front]`, label, options: FILES });
  return [
    ...(wants('.verification.document', false)
      ? [upload('individual[verification][document]', 'Identity document')]
      : []),
    ...(wants('.verification.additional_document', false)
      ? [upload('individual[verification][additional_document]', 'Proof of address')]
      : []),
    ...(wants('.verification.document', true) ? [upload('company[verification][document]', 'Company document')] : []),
  ];
}
