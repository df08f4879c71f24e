import { hashAt, textAt, type Params } from '../shared/api-client.js';
import type { FrameSettings } from '../shared/protocol.js';
import { BrandMark, cardParams, cvcField, expiryField, numberField, PAYMENT_NAMES } from './card-inputs.js';
import { brandOf } from './card-number.js';
import { ChoiceField } from './choice-field.js';
import { emailField, nameField } from './contact-forms.js';
import { asksForPostalCode, countryOptions, isPostalCodeComplete, postalLabel } from './countries.js';
import { create } from './dom.js';
import { compactIban } from './iban.js';
import { digitsField, otherForm } from './other-method-form.js';
import { ibanField } from './single-field-form.js';
import { TextField } from './text-field.js';

/** The fields of one payment method within the Payment Element. */
export interface MethodForm {
  readonly root: HTMLElement;
  /** Those to be filled at present. */
  readonly fields: readonly TextField[];
  readonly choices: readonly ChoiceField[];
  /** `payment_method_data`, but for the type. */
  collect(): Params;
}

/** What the page wants to know of billing details itself, and what it knows already. */
export interface Billing {
  readonly values: Params;
  readonly isAsked: (name: string) => boolean;
}

function billingOf({ options }: FrameSettings): Billing {
  const values = hashAt(hashAt(options, 'defaultValues'), 'billingDetails');
  const wanted = hashAt(options, 'fields')['billingDetails'];
  const never = (value: unknown): boolean => value === 'never';
  return {
    values,
    isAsked: (name) => {
      if (never(wanted)) return false;
      const details = hashAt(hashAt(options, 'fields'), 'billingDetails');
      if (name !== 'country' && name !== 'postalCode') return !never(details[name]);
      return !never(details['address']) && !never(hashAt(details, 'address')[name]);
    },
  };
}

/** @param type e.g. `card`; one that is not known by fields of its own is a redirect */
export function createMethodForm(type: string, settings: FrameSettings): MethodForm {
  if (type === 'card') return cardForm(settings);
  if (type === 'sepa_debit') return sepaForm(settings);
  return type === 'us_bank_account' ? usBankForm(settings) : otherForm(type, settings, billingOf(settings));
}

function cardForm(settings: FrameSettings): MethodForm {
  const billing = billingOf(settings);
  const address = hashAt(billing.values, 'address');
  const number = numberField(PAYMENT_NAMES, new BrandMark());
  const expiry = expiryField(PAYMENT_NAMES);
  const cvc = cvcField(PAYMENT_NAMES, () => brandOf(number.value));
  const country = new ChoiceField({
    ...{ name: 'country', id: 'Field-countryInput', label: 'Country', autocomplete: 'billing country' },
    ...{ value: textAt(address, 'country') ?? settings.country, options: countryOptions() },
  });
  const postal = new TextField({
    ...{ name: 'postalCode', id: 'Field-postalCodeInput', label: 'ZIP code', placeholder: '12345' },
    ...{ autocomplete: 'billing postal-code', value: textAt(address, 'postal_code') ?? '' },
    check: (text) => (isPostalCodeComplete(text, country.value) ? null : 'incomplete_zip'),
  });
  const asksCountry = billing.isAsked('country');
  const hasPostal = (): boolean => billing.isAsked('postalCode') && asksCountry && asksForPostalCode(country.value);
  const place = create('div', { class: 'Pair' }, country.root, postal.root);
  const adapt = (): void => {
    postal.label = postalLabel(country.value);
    postal.input.placeholder = country.value === 'US' ? '12345' : '';
    postal.root.hidden = !hasPostal();
    place.classList.toggle('Pair--alone', postal.root.hidden);
    place.hidden = !asksCountry;
  };
  country.select.addEventListener('change', adapt);
  adapt();
  const pair = create('div', { class: 'Pair' }, expiry.root, cvc.root);
  return {
    root: create('div', { class: 'Fields' }, number.root, pair, place, cardTerms(settings)),
    get fields() {
      return hasPostal() ? [number, expiry, cvc, postal] : [number, expiry, cvc];
    },
    choices: [country],
    collect: () => ({
      card: cardParams({ number, expiry, cvc }),
      billing_details: {
        address: {
          country: asksCountry ? country.value : undefined,
          postal_code: hasPostal() ? postal.value : undefined,
        },
      },
    }),
  };
}

function cardTerms({ savesForLater, businessName, options }: FrameSettings): HTMLElement | null {
  const wish = hashAt(options, 'terms')['card'];
  if (wish === 'never' || (!savesForLater && wish !== 'always')) return null;
  return terms(
    `By providing your card information, you allow ${businessName} to charge your card for future payments in accordance with their terms.`,
  );
}

export function terms(text: string): HTMLElement {
  return create('p', { class: 'TermsText' }, text);
}

function contacts(settings: FrameSettings) {
  const { values, isAsked } = billingOf(settings);
  const name = isAsked('name') ? nameField(textAt(values, 'name')) : null;
  const email = isAsked('email') ? emailField(textAt(values, 'email')) : null;
  return {
    fields: [name, email].filter((field) => field !== null),
    details: (): Params => ({ name: name?.value, email: email?.value }),
  };
}

function sepaForm(settings: FrameSettings): MethodForm {
  const { fields, details } = contacts(settings);
  const iban = ibanField('iban', 'Field-ibanInput');
  const all = [...fields, iban];
  const text = terms(
    `By providing your payment information and confirming this payment, you authorise (A) ${settings.businessName} and Stripe, our payment service provider, to send instructions to your bank to debit your account and (B) your bank to debit your account in accordance with those instructions.`,
  );
  return {
    root: create('div', { class: 'Fields' }, ...all.map(({ root }) => root), text),
    fields: all,
    choices: [],
    collect: () => ({ sepa_debit: { iban: compactIban(iban.value) }, billing_details: details() }),
  };
}

/** A linked account is verified at once, as with Stripe's test institution; typed numbers need micro-deposits. */
const LINKED_ACCOUNT = 'fca_test_institution';

function usBankForm(settings: FrameSettings): MethodForm {
  const { fields, details } = contacts(settings);
  const bank = new ChoiceField({
    ...{ name: 'bank', id: 'Field-bankInput', label: 'Bank', autocomplete: 'off', value: 'linked' },
    options: [
      ['linked', 'Test Institution (verified at once)'],
      ['manual', 'Enter bank details manually'],
    ],
  });
  const routing = digitsField('routing_number', 'Routing number', '110000000', 9);
  const account = digitsField('account_number', 'Account number', '000123456789', 4);
  const isManual = (): boolean => bank.value === 'manual';
  const numbers = create('div', { class: 'Pair' }, routing.root, account.root);
  numbers.hidden = true;
  bank.select.addEventListener('change', () => {
    numbers.hidden = !isManual();
  });
  const text = terms(
    `By continuing, you authorize ${settings.businessName} to debit your bank account for this payment and, where you have agreed to it, for future payments.`,
  );
  return {
    root: create('div', { class: 'Fields' }, ...fields.map(({ root }) => root), bank.root, numbers, text),
    get fields() {
      return isManual() ? [...fields, routing, account] : fields;
    },
    choices: [bank],
    collect: () => ({
      us_bank_account: {
        account_holder_type: 'individual',
        ...(isManual()
          ? { routing_number: routing.value, account_number: account.value }
          : { financial_connections_account: LINKED_ACCOUNT }),
      },
      billing_details: details(),
    }),
  };
}
