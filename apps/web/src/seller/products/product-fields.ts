import { priceMinorOf } from '../../form/typed-price.js';

/** What the form holds: text, under the API's names so that its problems find their field. */
export interface ProductFields {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** As typed, in major units: "12.50". */
  readonly priceMinor: string;
  readonly stock: string;
  readonly pictureUrl: string;
}

/** What the API takes. */
export interface ProductInput {
  title?: string;
  description?: string;
  category?: string | null;
  priceMinor?: number;
  stock?: number;
  pictureUrl?: string | null;
}

/** @param names of the fields to send; a text that was emptied is sent as null where the API has null for it */
export function toInput(
  fields: ProductFields,
  currency: string,
  names: readonly (keyof ProductFields)[],
): ProductInput {
  const input: ProductInput = {};
  for (const name of names) {
    const text = fields[name].trim();
    if (name === 'priceMinor') input.priceMinor = priceMinorOf(text, currency) ?? 0;
    else if (name === 'stock') input.stock = Number(text);
    else if (name === 'category' || name === 'pictureUrl') input[name] = text === '' ? null : text;
    else input[name] = text;
  }
  return input;
}
