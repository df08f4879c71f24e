import { countryOptions } from '../../pages/countries.js';
import { html, type Piece } from '../../pages/html.js';
import { field, select } from '../../pages/parts.js';
import type { CheckoutForm } from './checkout-form.js';

/** Ids as on Stripe's page, `billingAddressLine1`. */
const IDS: Readonly<Record<string, string>> = {
  line1: 'AddressLine1',
  line2: 'AddressLine2',
  postal_code: 'PostalCode',
  city: 'Locality',
  state: 'AdministrativeArea',
  country: 'Country',
};

function named(of: 'billing' | 'shipping', part: string) {
  return { id: `${of}${IDS[part] ?? part}`, name: `${of}[${part}]` };
}

/** Fields of an address. @param of prefix of their names */
export function addressFields(
  of: 'billing' | 'shipping',
  form: CheckoutForm,
  countries: readonly string[] | null,
): Piece {
  const line = (label: string, name: string, autocomplete: string) =>
    field({
      label,
      ...named(of, name),
      value: form.text(of, name),
      autocomplete: `${of} ${autocomplete}`,
    });
  return [
    line('Address', 'line1', 'address-line1'),
    line('Apartment or suite (optional)', 'line2', 'address-line2'),
    html`<div class="row">
      ${line('Postal code', 'postal_code', 'postal-code')}${line('City', 'city', 'address-level2')}
    </div>`,
    line('State or province', 'state', 'address-level1'),
    select({
      label: 'Country',
      ...named(of, 'country'),
      autocomplete: `${of} country`,
      value: form.text(of, 'country') || countries?.[0],
      options: [...(countries === null ? [['', 'Choose'] as const] : []), ...countryOptions(countries)],
    }),
  ];
}
