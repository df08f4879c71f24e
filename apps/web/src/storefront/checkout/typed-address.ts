import type { PlaceOrder } from './use-place-order.js';

/** An address as it stands in the form: what was not typed is the empty text. */
export type TypedAddress = Readonly<
  Record<'name' | 'line1' | 'line2' | 'postalCode' | 'city' | 'region' | 'country', string>
>;

export const NO_ADDRESS: TypedAddress = {
  name: '',
  line1: '',
  line2: '',
  postalCode: '',
  city: '',
  region: '',
  country: '',
};

/** Whether any of an address was typed. A country alone is none: we choose one ourselves. */
export function hasAddress({ country: _country, ...typed }: TypedAddress): boolean {
  return Object.values(typed).some((text) => text.trim() !== '');
}

/** @returns undefined when none was typed: the goods need none */
export function addressOf(typed: TypedAddress): PlaceOrder['shippingAddress'] {
  if (!hasAddress(typed)) return undefined;
  const { name, line1, city, country } = typed;
  const others = (['line2', 'postalCode', 'region'] as const).flatMap((field) => {
    const text = typed[field].trim();
    return text === '' ? [] : [[field, text] as const];
  });
  return { name: name.trim(), line1: line1.trim(), city: city.trim(), country, ...Object.fromEntries(others) };
}
