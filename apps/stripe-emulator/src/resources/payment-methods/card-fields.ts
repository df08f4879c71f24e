import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { cardError, missingParam, resourceMissing } from '../../core/errors.js';
import { DECLINES, type Decline, type TestCard } from './card-behaviour.js';
import type { PaymentMethodData } from './payment-method-factory.js';
import { isLuhnValid, testCardByName, testCardByNumber } from './test-cards.js';

type CardData = Omit<NonNullable<PaymentMethodData['card']>, 'networks'> & {
  readonly networks?: { preferred?: 'cartes_bancaires' | 'mastercard' | 'visa' };
};

/** A 402 that leaves nothing behind: the card never became a payment method. */
export function refusal({ code, declineCode, message, param }: Decline, extra?: Record<string, unknown>) {
  return cardError(message, { code, declineCode, param, extra });
}

/** No card is good for longer: what is meant is a year of the last century. */
const YEARS_AHEAD = 50;

/** @param now Unix seconds. @throws StripeError 402 when the card is past its month, or no card could have it */
export function assertNotExpired(month: number, year: number, now: number): void {
  const today = new Date(now * 1000);
  const ahead = fullYear(year) - today.getUTCFullYear();
  const isPast = ahead === 0 && month <= today.getUTCMonth();
  if (month < 1 || month > 12 || isPast)
    throw cardError("Your card's expiration month is invalid.", { code: 'invalid_expiry_month', param: 'exp_month' });
  if (ahead < 0 || ahead > YEARS_AHEAD)
    throw cardError("Your card's expiration year is invalid.", { code: 'invalid_expiry_year', param: 'exp_year' });
}

/**
 * Finds the test card behind a number or a token, checking what the form's user may have mistyped.
 * @param now Unix seconds, by which a card has expired or not
 */
export function cardFrom(data: CardData, now: number): TestCard {
  if (data.token !== undefined) {
    const card = testCardByName(data.token);
    if (card === undefined) throw resourceMissing('token', data.token, 'card[token]');
    return card;
  }
  if (data.number === undefined) throw missingParam('card[number]');
  const number = data.number.replaceAll(/[\s-]/g, '');
  if (!isLuhnValid(number))
    throw cardError('Your card number is incorrect.', { code: 'incorrect_number', param: 'number' });
  const { exp_month: month, exp_year: year, cvc } = data;
  if (month === undefined) throw missingParam('card[exp_month]');
  if (year === undefined) throw missingParam('card[exp_year]');
  assertNotExpired(month, year, now);
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc))
    throw cardError("Your card's security code is invalid.", { code: 'invalid_cvc', param: 'cvc' });
  const card = testCardByNumber(number);
  if (card === undefined) throw refusal(DECLINES.liveCard);
  return card;
}

/** What may be shown of a card. */
export function cardFields(card: TestCard, data: CardData): Stripe.PaymentMethod.Card {
  const available = card.key.endsWith('cartesBancaires') ? ['cartes_bancaires', card.brand] : [card.brand];
  return {
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: data.cvc === undefined && data.token === undefined ? null : 'unchecked',
    },
    country: card.country,
    display_brand: DISPLAY_BRANDS[card.brand] ?? card.brand,
    exp_month: data.exp_month ?? 12,
    exp_year: data.exp_year === undefined ? 2034 : fullYear(data.exp_year),
    fingerprint: fingerprintOf(card.number),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available, preferred: data.networks?.preferred ?? null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: card.threeDSecure !== 'unsupported' },
    wallet: null,
  };
}

const DISPLAY_BRANDS: Readonly<Record<string, string>> = { amex: 'american_express', diners: 'diners_club' };

/** Two digits mean this century. */
function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

/** The same number has the same fingerprint, and cannot be read from it. */
export function fingerprintOf(number: string): string {
  const digest = createHash('sha256').update(`guildhall:${number}`).digest('base64');
  return digest.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 16);
}
