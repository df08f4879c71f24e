import type Stripe from 'stripe';

/** Everything that a US seller gives, with Stripe's test values: enabled as soon as it is created. */
export function usIndividual(over: Partial<Stripe.AccountCreateParams> = {}): Stripe.AccountCreateParams {
  return {
    type: 'custom',
    country: 'US',
    email: 'jenny@example.com',
    business_type: 'individual',
    business_profile: { mcc: '5734', url: 'https://accessible.stripe.com' },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    external_account: bank('000123456789'),
    individual: {
      first_name: 'Jenny',
      last_name: 'Rosen',
      email: 'jenny@example.com',
      phone: '0000000000',
      dob: { day: 1, month: 1, year: 1901 },
      address: { line1: 'address_full_match', city: 'Columbus', state: 'OH', postal_code: '43214' },
      id_number: '000000000',
    },
    tos_acceptance: { date: 1_700_000_000, ip: '127.0.0.1' },
    ...over,
  };
}

/** A US bank account of Stripe's test numbers. */
export function bank(accountNumber: string) {
  return {
    object: 'bank_account',
    country: 'US',
    currency: 'usd',
    routing_number: '110000000',
    account_number: accountNumber,
  } as const;
}
