import { hashAt, textAt, type Params } from '../shared/api-client.js';
import type { FrameSettings } from '../shared/protocol.js';
import { ChoiceField } from './choice-field.js';
import { emailField, nameField } from './contact-forms.js';
import { countryOptions } from './countries.js';
import { create } from './dom.js';
import type { Billing, MethodForm } from './method-form.js';
import type { ProblemCode } from './problem.js';
import { TextField } from './text-field.js';

interface OwnField {
  readonly param: string;
  readonly label: string;
  /** A value that passes. */
  readonly example: string;
  readonly least: number;
}

const account = (example: string, least = 6): OwnField => ({
  ...{ param: 'account_number', label: 'Account number', example, least },
});

/** Kinds that are more than a redirect: what describes them. */
const OWN_FIELDS: Readonly<Record<string, readonly OwnField[]>> = {
  acss_debit: [
    { param: 'transit_number', label: 'Transit number', example: '11000', least: 5 },
    { param: 'institution_number', label: 'Institution number', example: '000', least: 3 },
    account('000123456789'),
  ],
  au_becs_debit: [{ param: 'bsb_number', label: 'BSB', example: '000000', least: 6 }, account('000123456')],
  bacs_debit: [{ param: 'sort_code', label: 'Sort code', example: '108800', least: 6 }, account('00012345', 8)],
  boleto: [{ param: 'tax_id', label: 'CPF/CNPJ', example: '00000000000', least: 11 }],
  nz_bank_account: [
    { param: 'bank_code', label: 'Bank code', example: '11', least: 2 },
    { param: 'branch_code', label: 'Branch code', example: '0000', least: 4 },
    account('0000000', 7),
    { param: 'suffix', label: 'Suffix', example: '10', least: 2 },
  ],
};

/** Kinds at which the payer chooses: a bank, a country. */
const OWN_CHOICES: Readonly<Record<string, readonly [param: string, label: string, options: [string, string][]]>> = {
  fpx: [
    'bank',
    'Bank',
    [
      ['maybank2u', 'Maybank2U'],
      ['cimb', 'CIMB Clicks'],
      ['public_bank', 'Public Bank'],
      ['rhb', 'RHB Bank'],
    ],
  ],
  sofort: ['country', 'Country', ['AT', 'BE', 'DE', 'IT', 'NL', 'ES'].map((code) => [code, code])],
};

const CODES: Readonly<Record<string, ProblemCode>> = {
  routing_number: 'incomplete_routing_number',
  tax_id: 'incomplete_tax_id',
};

export function digitsField(param: string, label: string, example: string, least: number): TextField {
  const code = CODES[param] ?? 'incomplete_account_number';
  return new TextField({
    ...{
      name: param,
      id: `Field-${param}Input`,
      label,
      placeholder: example,
      inputmode: 'numeric',
      autocomplete: 'off',
    },
    format: (text) => text.replaceAll(/\D/g, ''),
    check: (text) => (text.length < least ? code : null),
  });
}

/** Everything that is no card, no IBAN and no American account: contact details, fields of its own, a word on what comes. */
export function otherForm(type: string, settings: FrameSettings, { values, isAsked }: Billing): MethodForm {
  const needs = settings.needs[type] ?? [];
  const own = OWN_FIELDS[type] ?? [];
  const hasName = isAsked('name');
  const name = hasName ? nameField(textAt(values, 'name'), !needs.includes('name')) : null;
  const email = needs.includes('email') && isAsked('email') ? emailField(textAt(values, 'email')) : null;
  const country = needs.includes('country') && isAsked('country') ? countryField(settings, values) : null;
  const typed = own.map(({ param, label, example, least }) => digitsField(param, label, example, least));
  const choice = choiceOf(type);
  const fields = [name, email, ...typed].filter((field) => field !== null);
  const choices = [country, choice].filter((field) => field !== null);
  const text =
    own.length === 0
      ? 'After submission, you will be redirected to securely complete next steps.'
      : `By continuing, you authorize ${settings.businessName} to collect this payment from your account.`;
  const rows = [...fields, ...choices].map(({ root }) => root);
  const note = create('p', { class: own.length === 0 ? 'RedirectText' : 'TermsText' }, text);
  return {
    root: create('div', { class: 'Fields' }, ...rows, note),
    fields,
    choices,
    collect: (): Params => {
      const entered = Object.fromEntries(typed.map((field) => [field.input.name, field.value]));
      const chosen = choice === null ? {} : { [choice.select.name]: choice.value };
      return {
        [type]: { ...entered, ...chosen },
        billing_details: {
          name: name?.value === '' ? undefined : name?.value,
          email: email?.value,
          address: country === null ? undefined : { country: country.value },
        },
      };
    },
  };
}

function countryField({ country }: FrameSettings, values: Params): ChoiceField {
  return new ChoiceField({
    ...{ name: 'country', id: 'Field-countryInput', label: 'Country', autocomplete: 'billing country' },
    ...{ value: textAt(hashAt(values, 'address'), 'country') ?? country, options: countryOptions() },
  });
}

function choiceOf(type: string): ChoiceField | null {
  const found = OWN_CHOICES[type];
  if (found === undefined) return null;
  const [name, label, options] = found;
  const value = options[0]?.[0] ?? '';
  return new ChoiceField({ name, id: `Field-${name}Input`, label, autocomplete: 'off', value, options });
}
