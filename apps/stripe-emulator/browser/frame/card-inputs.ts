import { expiryOf, formatExpiry, problemOfExpiry } from './card-expiry.js';
import { brandOf, cvcLength, digitsOf, formatCardNumber, problemOfNumber, type Brand } from './card-number.js';
import { create } from './dom.js';
import { TextField } from './text-field.js';

/** Names and ids of the inputs: the Payment Element's differ from those of the older card elements. */
export interface CardNames {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly idOf: (name: string) => string;
  readonly labels: readonly [number: string, expiry: string, cvc: string];
}

export const PAYMENT_NAMES: CardNames = {
  number: 'number',
  expiry: 'expiry',
  cvc: 'cvc',
  idOf: (name) => `Field-${name}Input`,
  labels: ['Card number', 'Expiration date', 'Security code'],
};
export const CARD_NAMES: CardNames = {
  number: 'cardnumber',
  expiry: 'exp-date',
  cvc: 'cvc',
  idOf: (name) => `card-${name}`,
  labels: ['Credit or debit card number', 'Credit or debit card expiration date', 'Credit or debit card CVC/CVV'],
};

const BRAND_TEXTS: Readonly<Record<Brand, string>> = {
  visa: 'VISA',
  mastercard: 'MC',
  amex: 'AMEX',
  discover: 'DISC',
  diners: 'DINERS',
  jcb: 'JCB',
  unionpay: 'UP',
  unknown: 'CARD',
};

/** Shows the brand of the card as it is typed. */
export class BrandMark {
  readonly root = create('span', { class: 'Brand Brand--unknown', 'aria-hidden': 'true' }, BRAND_TEXTS.unknown);

  show(brand: Brand): void {
    this.root.className = `Brand Brand--${brand}`;
    this.root.textContent = BRAND_TEXTS[brand];
  }
}

export function numberField(names: CardNames, mark: BrandMark | null, placeholder?: string): TextField {
  return new TextField(
    {
      ...{ name: names.number, id: names.idOf('number'), label: names.labels[0], autocomplete: 'cc-number' },
      stableName: 'cardNumber',
      ...{ placeholder: placeholder ?? '1234 1234 1234 1234', inputmode: 'numeric' },
      format: (text) => {
        mark?.show(brandOf(text));
        return formatCardNumber(text);
      },
      check: problemOfNumber,
    },
    mark?.root ?? null,
  );
}

export function expiryField(names: CardNames, placeholder?: string): TextField {
  return new TextField({
    ...{ name: names.expiry, id: names.idOf('expiry'), label: names.labels[1], autocomplete: 'cc-exp' },
    stableName: 'cardExpiry',
    ...{ placeholder: placeholder ?? 'MM / YY', inputmode: 'numeric' },
    format: formatExpiry,
    check: (text) => problemOfExpiry(text),
  });
}

/** @param brand of the number typed beside it; null where that is another frame */
export function cvcField(names: CardNames, brand: () => Brand | null, placeholder?: string): TextField {
  const longest = () => (brand() === null ? 4 : cvcLength(brand() ?? 'unknown'));
  return new TextField({
    ...{ name: names.cvc, id: names.idOf('cvc'), label: names.labels[2], autocomplete: 'cc-csc' },
    stableName: 'cardCvc',
    ...{ placeholder: placeholder ?? 'CVC', inputmode: 'numeric' },
    format: (text) => digitsOf(text).slice(0, longest()),
    check: (text) => (text.length < (brand() === null ? 3 : longest()) ? 'incomplete_cvc' : null),
  });
}

/** The card as the API takes it. Fields that are not there stay out. */
export function cardParams(fields: { number?: TextField; expiry?: TextField; cvc?: TextField }) {
  const { number, expiry, cvc } = fields;
  const date = expiry === undefined ? undefined : expiryOf(expiry.value);
  return {
    ...(number === undefined ? {} : { number: digitsOf(number.value) }),
    ...(date === undefined ? {} : { exp_month: date.month, exp_year: date.year }),
    ...(cvc === undefined ? {} : { cvc: cvc.value }),
  };
}
