import type Stripe from 'stripe';
import type { PaymentMethodHidden } from '../payment-methods/payment-method.resource.js';

/** What `customer.sources` and `charge.source` hold, leaving out accounts, which nobody can add any more. */
export type SourceObject = Stripe.Card | Stripe.BankAccount | Stripe.Source;

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'MasterCard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/**
 * The older face of a payment method. Cards and bank accounts that were added in the older way (`card_`, `ba_`, `src_`)
 * are payment methods too, and one row holds both faces.
 */
export function sourceObjectOf(method: Stripe.PaymentMethod, hidden: PaymentMethodHidden): SourceObject {
  if (hidden.source !== undefined) return sourceOf(method, hidden.source);
  if (method.card !== undefined) return cardOf(method, method.card);
  return bankAccountOf(method, hidden);
}

/** A card as it looks in `customer.sources`, `charge.source` and tokens. */
export function cardOf(method: Stripe.PaymentMethod, card: Stripe.PaymentMethod.Card): Stripe.Card {
  const { address, name } = method.billing_details;
  const { address_line1_check, address_postal_code_check, cvc_check } = card.checks ?? {};
  const customer = method.customer as string | null;
  const shown: Stripe.Card & { readonly wallet: null } = {
    id: method.id,
    object: 'card',
    address_city: address?.city ?? null,
    address_country: address?.country ?? null,
    address_line1: address?.line1 ?? null,
    address_line1_check: address_line1_check ?? (address?.line1 == null ? null : 'pass'),
    address_line2: address?.line2 ?? null,
    address_state: address?.state ?? null,
    address_zip: address?.postal_code ?? null,
    address_zip_check: address_postal_code_check ?? (address?.postal_code == null ? null : 'pass'),
    allow_redisplay: method.allow_redisplay ?? 'unspecified',
    brand: BRANDS[card.brand] ?? 'Unknown',
    country: card.country,
    ...(customer === null ? {} : { customer }),
    cvc_check: cvc_check ?? null,
    dynamic_last4: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    last4: card.last4,
    metadata: method.metadata,
    name,
    networks: { preferred: card.networks?.preferred ?? null },
    regulated_status: 'unregulated',
    tokenization_method: null,
    wallet: null,
  };
  return shown;
}

function bankAccountOf(method: Stripe.PaymentMethod, hidden: PaymentMethodHidden): Stripe.BankAccount {
  const bank = method.us_bank_account;
  const customer = method.customer as string | null;
  return {
    id: method.id,
    object: 'bank_account',
    account_holder_name: method.billing_details.name,
    account_holder_type: bank?.account_holder_type ?? null,
    account_type: null,
    bank_name: bank?.bank_name ?? null,
    country: 'US',
    currency: 'usd',
    ...(customer === null ? {} : { customer }),
    fingerprint: bank?.fingerprint ?? null,
    last4: bank?.last4 ?? '',
    metadata: method.metadata,
    routing_number: bank?.routing_number ?? null,
    status: hidden.isVerified ? 'verified' : (hidden.failedVerifications ?? 0) >= 10 ? 'verification_failed' : 'new',
  };
}

function sourceOf(method: Stripe.PaymentMethod, source: Stripe.Source): Stripe.Source {
  const customer = method.customer as string | null;
  return { ...source, metadata: method.metadata, ...(customer === null ? {} : { customer }) };
}
