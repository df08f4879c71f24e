import type { TypedAddress } from './typed-address.js';

/** What is typed and chosen at checkout. */
export interface CheckoutFields {
  readonly guestEmail: string;
  readonly shippingAddress: TypedAddress;
  /** Empty: pay with something else. */
  readonly savedPaymentMethodId: string;
}
