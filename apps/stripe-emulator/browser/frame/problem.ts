import { type StripeError, validationError } from '../shared/errors.js';

/** Stripe's words for what is wrong with an input. */
const MESSAGES = {
  incomplete_number: 'Your card number is incomplete.',
  invalid_number: 'Your card number is invalid.',
  incomplete_expiry: "Your card's expiration date is incomplete.",
  invalid_expiry_month: "Your card's expiration date is invalid.",
  invalid_expiry_month_past: "Your card's expiration date is in the past.",
  invalid_expiry_year: "Your card's expiration year is invalid.",
  invalid_expiry_year_past: "Your card's expiration year is in the past.",
  incomplete_cvc: "Your card's security code is incomplete.",
  incomplete_zip: 'Your postal code is incomplete.',
  invalid_zip: 'Your postal code is invalid.',
  incomplete_iban: 'The IBAN you entered is incomplete.',
  invalid_iban: 'The IBAN you entered is invalid.',
  invalid_iban_country_code: 'The IBAN you entered is invalid, it should start with a two-letter country code.',
  incomplete_email: 'Your email is incomplete.',
  invalid_email: 'Your email address is invalid.',
  incomplete_name: 'Please provide your full name.',
  incomplete_address_line1: 'Please provide a valid mailing address.',
  incomplete_state: 'Please provide a valid mailing address.',
  incomplete_city: 'Please provide a valid mailing address.',
  incomplete_phone_number: 'Your phone number is incomplete.',
  incomplete_tax_id: 'Your tax ID is incomplete.',
  incomplete_routing_number: 'Your routing number is incomplete.',
  invalid_routing_number: 'Your routing number is invalid.',
  incomplete_account_number: 'Your account number is incomplete.',
  incomplete_bank: 'Please select a bank.',
  incomplete_payment_details: 'Please select a payment method.',
} as const;

export type ProblemCode = keyof typeof MESSAGES;

/** The error of a code, as events and `submit` hand it out. */
export function problem(code: ProblemCode): StripeError {
  return validationError(code, MESSAGES[code]);
}
