/** Every element that `elements.create` knows. */
export const ELEMENT_TYPES = [
  'address',
  'affirmMessage',
  'afterpayClearpayMessage',
  'auBankAccount',
  'card',
  'cardCvc',
  'cardExpiry',
  'cardNumber',
  'contactDetails',
  'currencySelector',
  'epsBank',
  'expressCheckout',
  'fpxBank',
  'iban',
  'idealBank',
  'linkAuthentication',
  'linkSignup',
  'p24Bank',
  'payment',
  'paymentMethodMessaging',
  'paymentRequestButton',
  'shippingAddress',
  'taxId',
  'terms',
] as const;

export type ElementType = (typeof ELEMENT_TYPES)[number];

/** Elements of which a group may hold several, for different purposes. */
export const REPEATABLE: readonly ElementType[] = ['address', 'expressCheckout'];

/** They offer wallets and advertisement that the emulator has none of: they are ready, and nothing is to be seen. */
export const INVISIBLE: readonly ElementType[] = [
  'affirmMessage',
  'afterpayClearpayMessage',
  'currencySelector',
  'expressCheckout',
  'linkSignup',
  'paymentMethodMessaging',
  'paymentRequestButton',
  'taxId',
  'terms',
];

/** One line in the embedding page's own style, as before the Payment Element. */
export const BARE: readonly ElementType[] = [
  'auBankAccount',
  'card',
  'cardCvc',
  'cardExpiry',
  'cardNumber',
  'epsBank',
  'fpxBank',
  'iban',
  'idealBank',
  'p24Bank',
];

/** What a screen reader calls the frame. */
export const FRAME_TITLES: Readonly<Record<ElementType, string>> = {
  address: 'Secure address input frame',
  affirmMessage: 'Payment method messaging frame',
  afterpayClearpayMessage: 'Payment method messaging frame',
  auBankAccount: 'Secure bank account input frame',
  card: 'Secure card payment input frame',
  cardCvc: 'Secure CVC input frame',
  cardExpiry: 'Secure expiration date input frame',
  cardNumber: 'Secure card number input frame',
  contactDetails: 'Secure email input frame',
  currencySelector: 'Secure currency frame',
  epsBank: 'Secure bank selection frame',
  expressCheckout: 'Secure express checkout frame',
  fpxBank: 'Secure bank selection frame',
  iban: 'Secure IBAN input frame',
  idealBank: 'Secure bank selection frame',
  linkAuthentication: 'Secure email input frame',
  linkSignup: 'Secure email input frame',
  p24Bank: 'Secure bank selection frame',
  payment: 'Secure payment input frame',
  paymentMethodMessaging: 'Payment method messaging frame',
  paymentRequestButton: 'Secure payment button frame',
  shippingAddress: 'Secure address input frame',
  taxId: 'Secure tax ID input frame',
  terms: 'Terms frame',
};
