/** Every element that `elements.create` knows. */
export const ELEMENT_TYPES = [
  'address',
  'card',
  'cardCvc',
  'cardExpiry',
  'cardNumber',
  'contactDetails',
  'expressCheckout',
  'iban',
  'linkAuthentication',
  'payment',
  'paymentMethodMessaging',
  'paymentRequestButton',
  'shippingAddress',
] as const;

export type ElementType = (typeof ELEMENT_TYPES)[number];

/** Elements of which a group may hold several, for different purposes. */
export const REPEATABLE: readonly ElementType[] = ['address', 'expressCheckout'];

/** They offer wallets and advertisement that the emulator has none of: they are ready, and nothing is to be seen. */
export const INVISIBLE: readonly ElementType[] = ['expressCheckout', 'paymentMethodMessaging', 'paymentRequestButton'];

/** One line in the embedding page's own style, as before the Payment Element. */
export const BARE: readonly ElementType[] = ['card', 'cardCvc', 'cardExpiry', 'cardNumber', 'iban'];

/** What a screen reader calls the frame. */
export const FRAME_TITLES: Readonly<Record<ElementType, string>> = {
  address: 'Secure address input frame',
  card: 'Secure card payment input frame',
  cardCvc: 'Secure CVC input frame',
  cardExpiry: 'Secure expiration date input frame',
  cardNumber: 'Secure card number input frame',
  contactDetails: 'Secure email input frame',
  expressCheckout: 'Secure express checkout frame',
  iban: 'Secure IBAN input frame',
  linkAuthentication: 'Secure email input frame',
  payment: 'Secure payment input frame',
  paymentMethodMessaging: 'Payment method messaging frame',
  paymentRequestButton: 'Secure payment button frame',
  shippingAddress: 'Secure address input frame',
};
