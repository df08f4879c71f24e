import { hashAt, textAt, type Params } from '../shared/api-client.js';
import type { FrameSettings, Submission } from '../shared/protocol.js';
import { ChoiceField } from './choice-field.js';
import { countryOptions, isPostalCodeComplete, postalLabel } from './countries.js';
import { create } from './dom.js';
import { insistOn, stateOf, type Form } from './form.js';
import { problem, type ProblemCode } from './problem.js';
import { regionsOf } from './regions.js';
import { TextField } from './text-field.js';

export function emailField(value = ''): TextField {
  return new TextField({
    ...{ name: 'email', id: 'Field-emailInput', label: 'Email', placeholder: 'you@example.com' },
    ...{ type: 'email', autocomplete: 'email', inputmode: 'email', value },
    check: (text) => (!text.includes('@') ? 'incomplete_email' : /^\S+@\S+\.\S+$/.test(text) ? null : 'invalid_email'),
  });
}

export function nameField(value = '', isOptional = false): TextField {
  return new TextField({
    ...{ name: 'name', id: 'Field-nameInput', label: 'Full name', placeholder: 'First and last name' },
    ...{ autocomplete: 'name', value, isOptional },
    check: needed('incomplete_name'),
  });
}

const needed =
  (code: ProblemCode) =>
  (text: string): ProblemCode | null =>
    text === '' ? code : null;

abstract class FieldsForm implements Form {
  abstract readonly root: HTMLElement;
  protected abstract readonly fields: readonly TextField[];
  onChange: () => void = () => undefined;

  abstract state(): Params;
  abstract collect(): Params;

  submit(): Submission {
    const error = insistOn(this.fields);
    return error === undefined ? {} : { error };
  }

  update({ options }: FrameSettings): void {
    for (const field of this.fields) field.input.disabled = options['readOnly'] === true;
  }

  focus(): void {
    this.fields[0]?.input.focus();
  }

  clear(): void {
    for (const field of this.fields) field.clear();
  }

  collapse(): void {
    for (const field of this.fields) field.input.blur();
  }

  protected listen(): void {
    for (const field of this.fields)
      field.onChange = () => {
        this.onChange();
      };
  }
}

/** The Link Authentication Element: an e-mail address. */
export class EmailForm extends FieldsForm {
  private readonly email: TextField;
  readonly root: HTMLElement;
  protected readonly fields: readonly TextField[];

  constructor({ options }: FrameSettings) {
    super();
    this.email = emailField(textAt(hashAt(options, 'defaultValues'), 'email'));
    this.fields = [this.email];
    this.root = create('div', { class: 'Fields' }, this.email.root);
    this.listen();
  }

  state(): Params {
    const { error: _, ...state } = stateOf(this.fields);
    return { ...state, value: { email: this.email.value } };
  }

  collect(): Params {
    return { billing_details: { email: this.email.value } };
  }
}

/** The Address Element. Its value is no secret: the page gets it with the change event. */
export class AddressForm extends FieldsForm {
  private readonly name: TextField;
  private readonly country: ChoiceField;
  private readonly line1 = part('addressLine1', 'Address line 1', 'address-line1', 'incomplete_address_line1');
  private readonly line2 = part('addressLine2', 'Address line 2', 'address-line2', null);
  private readonly city = part('locality', 'City', 'address-level2', 'incomplete_city');
  private readonly region = part('administrativeArea', 'State or region', 'address-level1', null);
  /** In the place of `region` where there is a list. */
  private readonly regionChoice = new ChoiceField({
    ...{ name: 'administrativeArea', id: 'Field-administrativeAreaInput', label: 'State' },
    ...{ autocomplete: 'address-level1', value: '', options: [] },
  });
  private readonly postal: TextField;
  private readonly phone: TextField | null;
  readonly root: HTMLElement;
  protected readonly fields: readonly TextField[];

  constructor(settings: FrameSettings) {
    super();
    const { options } = settings;
    const values = hashAt(options, 'defaultValues');
    const address = hashAt(values, 'address');
    const countries = countryOptions((options['allowedCountries'] as readonly string[] | null | undefined) ?? null);
    this.name = nameField(textAt(values, 'name'));
    this.country = new ChoiceField({
      ...{ name: 'country', id: 'Field-countryInput', label: 'Country or region', autocomplete: 'country' },
      ...{ value: textAt(address, 'country') ?? settings.country, options: countries },
    });
    this.postal = new TextField({
      ...{ name: 'postalCode', id: 'Field-postalCodeInput', label: 'Postal code', autocomplete: 'postal-code' },
      check: (text) => (isPostalCodeComplete(text, this.country.value) ? null : 'incomplete_zip'),
    });
    this.phone = hashAt(options, 'fields')['phone'] === 'always' ? phoneField(options) : null;
    this.fields = [this.name, this.line1, this.line2, this.city, this.region, this.postal].concat(this.phone ?? []);
    const parts = {
      line1: this.line1,
      line2: this.line2,
      city: this.city,
      postal_code: this.postal,
    };
    for (const [key, field] of Object.entries(parts)) field.value = textAt(address, key) ?? '';
    if (this.phone !== null) this.phone.value = textAt(values, 'phone') ?? '';
    const regionBox = create('div', {});
    const pair = create('div', { class: 'Pair' }, regionBox, this.postal.root);
    const rows = [this.name.root, this.country.root, this.line1.root, this.line2.root, this.city.root, pair];
    this.root = create('div', { class: 'Fields' }, ...rows, this.phone?.root ?? null);
    this.listen();
    const adapt = (): void => {
      this.postal.label = postalLabel(this.country.value);
      const regions = regionsOf(this.country.value);
      this.regionChoice.options = [['', 'Select'], ...regions];
      regionBox.replaceChildren(regions.length === 0 ? this.region.root : this.regionChoice.root);
    };
    adapt();
    this.region.value = textAt(address, 'state') ?? '';
    this.regionChoice.value = this.region.value;
    this.country.onChange = () => {
      adapt();
      this.onChange();
    };
    this.regionChoice.onChange = () => {
      this.onChange();
    };
  }

  state(): Params {
    const { error: _, ...state } = stateOf(this.fields);
    const complete = state['complete'] === true && !this.lacksRegion;
    return { ...state, complete, isNewAddress: true, value: this.value };
  }

  override submit(): Submission {
    const found = super.submit();
    return found.error === undefined && this.lacksRegion ? { error: problem('incomplete_state') } : found;
  }

  private get lacksRegion(): boolean {
    return regionsOf(this.country.value).length > 0 && this.regionChoice.value === '';
  }

  collect(): Params {
    const { name, address, phone } = this.value;
    return { billing_details: { name, address, phone } };
  }

  private get value() {
    return {
      name: this.name.value,
      address: {
        line1: this.line1.value,
        line2: this.line2.value === '' ? null : this.line2.value,
        city: this.city.value,
        state: regionsOf(this.country.value).length > 0 ? this.regionChoice.value : this.region.value,
        postal_code: this.postal.value,
        country: this.country.value,
      },
      phone: this.phone?.value,
    };
  }
}

function part(name: string, label: string, autocomplete: string, code: ProblemCode | null): TextField {
  return new TextField({
    ...{ name, id: `Field-${name}Input`, label, autocomplete, isOptional: code === null },
    check: code === null ? () => null : needed(code),
  });
}

function phoneField(options: Params): TextField {
  const required = hashAt(hashAt(options, 'validation'), 'phone')['required'];
  return new TextField({
    ...{
      name: 'phone',
      id: 'Field-phoneInput',
      label: 'Phone number',
      autocomplete: 'tel',
      inputmode: 'tel',
      type: 'tel',
    },
    isOptional: required === 'never',
    check: (text) => (text.replaceAll(/\D/g, '').length < 7 ? 'incomplete_phone_number' : null),
  });
}
