import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';

type Transfer = Stripe.FundingInstructions.BankTransfer;
type Address = Transfer['financial_addresses'][number];
type Kind = 'eu_bank_transfer' | 'gb_bank_transfer' | 'jp_bank_transfer' | 'mx_bank_transfer' | 'us_bank_transfer';

interface Rule {
  readonly type: Kind;
  readonly country: string;
  readonly addresses: (seed: string) => Address[];
}

const HOLDER = 'Stripe Emulator';
const place = (country: string): Stripe.Address => ({
  city: 'Test City',
  country,
  line1: '1 Test Street',
  line2: null,
  postal_code: '10000',
  state: null,
});
const holder = (country: string) => ({
  account_holder_address: place(country),
  account_holder_name: HOLDER,
  bank_address: place(country),
});

/** Where a customer sends money of a currency to. Each customer has numbers of its own. */
const RULES: Readonly<Record<string, Rule>> = {
  usd: {
    type: 'us_bank_transfer',
    country: 'US',
    addresses: (seed) => [
      {
        type: 'aba',
        aba: {
          ...holder('US'),
          account_number: `11${seed}`,
          account_type: 'checking',
          bank_name: 'TEST BANK',
          routing_number: '999999999',
        },
        supported_networks: ['ach', 'domestic_wire_us'],
      },
      {
        type: 'swift',
        swift: {
          ...holder('US'),
          account_number: `11${seed}`,
          account_type: 'checking',
          bank_name: 'TEST BANK',
          swift_code: 'TESTUS99XXX',
        },
        supported_networks: ['swift'],
      },
    ],
  },
  eur: {
    type: 'eu_bank_transfer',
    country: 'DE',
    addresses: (seed) => [
      {
        type: 'iban',
        iban: { ...holder('DE'), bic: 'SXPYDEHHXXX', country: 'DE', iban: `DE00110400000${seed}` },
        supported_networks: ['sepa'],
      },
    ],
  },
  gbp: {
    type: 'gb_bank_transfer',
    country: 'GB',
    addresses: (seed) => [
      {
        type: 'sort_code',
        sort_code: { ...holder('GB'), account_number: seed.slice(0, 8), sort_code: '108800' },
        supported_networks: ['bacs', 'fps'],
      },
    ],
  },
  jpy: {
    type: 'jp_bank_transfer',
    country: 'JP',
    addresses: (seed) => [
      {
        type: 'zengin',
        zengin: {
          ...holder('JP'),
          account_number: seed.slice(0, 7),
          account_type: 'futsu',
          bank_code: '0001',
          bank_name: 'TEST BANK',
          branch_code: '001',
          branch_name: 'TEST BRANCH',
        },
        supported_networks: ['zengin'],
      },
    ],
  },
  mxn: {
    type: 'mx_bank_transfer',
    country: 'MX',
    addresses: (seed) => [
      {
        type: 'spei',
        spei: { ...holder('MX'), bank_code: '002', bank_name: 'TEST BANK', clabe: `002180${seed}00` },
        supported_networks: ['spei'],
      },
    ],
  },
};

/** Numbers that a customer always gets, made of its id. */
function seedOf(customer: string): string {
  const digits = [...customer].map((char) => String(char.charCodeAt(0) % 10)).join('');
  return digits.slice(-10).padStart(10, '0');
}

/** @throws StripeError for a currency that nobody can send by bank transfer */
export function fundingInstructions(customer: string, currency: string): Stripe.FundingInstructions {
  const rule = RULES[currency];
  if (rule === undefined)
    throw invalidRequest(`Bank transfers are not available in ${currency}.`, { param: 'currency' });
  return {
    object: 'funding_instructions',
    bank_transfer: {
      country: rule.country,
      financial_addresses: rule.addresses(seedOf(customer)),
      type: rule.type,
    },
    currency,
    funding_type: 'bank_transfer',
    livemode: false,
  };
}

/** `next_action` of an intent that waits for a bank transfer. */
export function transferInstructions(
  ctx: Context,
  intent: Stripe.PaymentIntent,
  remaining: number,
): Stripe.PaymentIntent.NextAction {
  const customer = intent.customer as string;
  const { bank_transfer: transfer } = fundingInstructions(customer, intent.currency);
  return {
    type: 'display_bank_transfer_instructions',
    display_bank_transfer_instructions: {
      amount_remaining: remaining,
      currency: intent.currency,
      financial_addresses: transfer.financial_addresses,
      hosted_instructions_url: `${ctx.baseUrl}/bank_transfers/${intent.id}`,
      reference: intent.id.slice(3, 15).toUpperCase(),
      type: transfer.type,
    },
  };
}

/** How a transfer of one currency that arrived is described. */
export function fundedBy(currency: string, reference: string | null): Stripe.CustomerCashBalanceTransaction.Funded {
  const type = RULES[currency]?.type ?? 'us_bank_transfer';
  const senders = {
    eu_bank_transfer: { bic: null, iban_last4: null, sender_name: null },
    gb_bank_transfer: { account_number_last4: null, sender_name: null, sort_code: null },
    jp_bank_transfer: { sender_bank: null, sender_branch: null, sender_name: null },
    mx_bank_transfer: {},
    us_bank_transfer: { network: 'ach' as const, sender_name: null },
  };
  return { bank_transfer: { [type]: senders[type], reference, type } };
}
