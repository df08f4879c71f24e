import { html, type Piece } from '../../pages/html.js';
import { field, select } from '../../pages/parts.js';
import type { CheckoutForm } from './checkout-form.js';

/** Fields of an address. @param of prefix of their names */
export function addressFields(
  of: 'billing' | 'shipping',
  form: CheckoutForm,
  countries: readonly string[] | null,
): Piece {
  const line = (label: string, name: string, autocomplete: string) =>
    field({
      label,
      name: `${of}[${name}]`,
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
    countries === null
      ? line('Country (two letters)', 'country', 'country')
      : select({
          label: 'Country',
          name: `${of}[country]`,
          value: form.text(of, 'country') || countries[0],
          options: countries.map((country) => [country, country] as const),
        }),
  ];
}
