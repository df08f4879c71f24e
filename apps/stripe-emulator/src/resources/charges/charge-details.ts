import type Stripe from 'stripe';
import type { Decline, TestCard } from '../payment-methods/card-behaviour.js';
import type { Authentication, ChargeRequest } from './charge-request.js';
import { otherMethodDetails } from './method-charge-details.js';

const DAY = 86_400;
/** Seven days is what card networks allow between authorization and capture. */
export const AUTHORIZATION_SECONDS = 7 * DAY;
/** Where an extended authorization was asked for. */
const EXTENDED_SECONDS = 30 * DAY;

/** What may be captured of an authorization that allows more than its amount: a fifth more. */
export function overcaptureLimit(amount: number): number {
  return Math.floor(amount * 1.2);
}

/** How long this authorization holds. */
export function authorizationSeconds({ allows }: Pick<ChargeRequest, 'allows'>): number {
  return allows?.extends === true ? EXTENDED_SECONDS : AUTHORIZATION_SECONDS;
}

/** What the payment method looked like when it was charged. */
export function paymentMethodDetails(request: ChargeRequest, now: number): Stripe.Charge.PaymentMethodDetails {
  const { method } = request;
  switch (method.type) {
    case 'card':
      return { type: 'card', card: cardDetails(request, now) };
    case 'ideal':
      return {
        type: 'ideal',
        ideal: {
          bank: method.ideal?.bank ?? null,
          bic: method.ideal?.bic ?? null,
          generated_sepa_debit: null,
          generated_sepa_debit_mandate: null,
          iban_last4: '5264',
          transaction_id: null,
          verified_name: method.billing_details.name ?? 'Jenny Rosen',
        },
      };
    case 'sepa_debit': {
      const {
        bank_code = null,
        branch_code = null,
        country = null,
        fingerprint = null,
        last4 = null,
      } = method.sepa_debit ?? {};
      return {
        type: 'sepa_debit',
        sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: request.mandate },
      };
    }
    case 'us_bank_account': {
      const bank = method.us_bank_account;
      return {
        type: 'us_bank_account',
        us_bank_account: {
          account_holder_type: bank?.account_holder_type ?? null,
          account_type: bank?.account_type ?? null,
          bank_name: bank?.bank_name ?? null,
          fingerprint: bank?.fingerprint ?? null,
          last4: bank?.last4 ?? null,
          ...(request.mandate === null ? {} : { mandate: request.mandate }),
          payment_reference: null,
          routing_number: bank?.routing_number ?? null,
        },
      };
    }
    default:
      return otherMethodDetails(method, request.mandate);
  }
}

function cardDetails(request: ChargeRequest, now: number): Stripe.Charge.PaymentMethodDetails.Card {
  const card = request.method.card;
  const { allows } = request;
  const isExpiring = !request.captures;
  const available = (isAllowed: boolean | undefined) =>
    isExpiring && isAllowed === true ? ('available' as const) : ('unavailable' as const);
  return {
    amount_authorized: request.amount,
    authorization_code: '123456',
    brand: card?.brand ?? null,
    ...(isExpiring ? { capture_before: now + authorizationSeconds(request) } : {}),
    checks: checksOf(request),
    country: card?.country ?? null,
    electronic_commerce_indicator: ECI[request.authentication],
    exp_month: card?.exp_month ?? 12,
    exp_year: card?.exp_year ?? 2034,
    extended_authorization: { status: isExpiring && allows?.extends === true ? 'enabled' : 'disabled' },
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? null,
    incremental_authorization: { status: available(allows?.increments) },
    installments: null,
    last4: card?.last4 ?? null,
    mandate: null,
    multicapture: { status: available(allows?.capturesTwice) },
    network: card?.networks?.preferred ?? card?.brand ?? null,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: {
      maximum_amount_capturable:
        available(allows?.overcaptures) === 'available' ? overcaptureLimit(request.amount) : request.amount,
      status: available(allows?.overcaptures),
    },
    regulated_status: 'unregulated',
    three_d_secure: threeDSecureOf(request.authentication),
    transaction_link_id: null,
    wallet: null,
  };
}

const ECI: Record<Authentication, string | null> = {
  none: null,
  challenged: '05',
  frictionless: '05',
  attempted: '06',
  failed: '07',
  error: '07',
};

export function threeDSecureOf(
  authentication: Authentication,
): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure | null {
  if (authentication === 'none') return null;
  const results = {
    challenged: 'authenticated',
    frictionless: 'authenticated',
    attempted: 'attempt_acknowledged',
    failed: 'failed',
    error: 'processing_error',
  } as const;
  return {
    authentication_flow: authentication === 'challenged' || authentication === 'failed' ? 'challenge' : 'frictionless',
    electronic_commerce_indicator: ECI[authentication],
    exemption_indicator: null,
    result: results[authentication],
    result_reason: authentication === 'failed' ? 'rejected' : null,
    transaction_id: null,
    version: '2.2.0',
  };
}

/** Results of the checks that the card's data allowed. */
function checksOf({ card, method, cvcGiven }: ChargeRequest): Stripe.Charge.PaymentMethodDetails.Card.Checks {
  const address = method.billing_details.address;
  const failed = new Set(card?.failedChecks);
  const check = (name: 'cvc' | 'line1' | 'postal_code', given: boolean): string | null => {
    if (!given) return null;
    if (failed.has(name)) return 'fail';
    return card?.hasUnavailableChecks === true && name !== 'cvc' ? 'unavailable' : 'pass';
  };
  return {
    address_line1_check: check('line1', address?.line1 != null),
    address_postal_code_check: check('postal_code', address?.postal_code != null),
    cvc_check: check('cvc', cvcGiven || failed.has('cvc')),
  };
}

const RISK_SCORES = { elevated: 70, highest: 95, blocked: 100, normal: 32 } as const;

/** What Stripe's outcome says about a charge that went well, or was refused. */
export function outcomeOf(card: TestCard | null, decline: Decline | null, isReviewed: boolean): Stripe.Charge.Outcome {
  const risk = card?.risk ?? 'normal';
  const riskLevel = risk === 'blocked' ? 'highest' : risk;
  const common = {
    advice_code: null,
    network_advice_code: null,
    risk_level: riskLevel,
    risk_score: RISK_SCORES[risk],
  };
  if (decline === null)
    return {
      ...common,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: risk === 'elevated' ? 'elevated_risk_level' : isReviewed ? 'rule' : null,
      seller_message:
        risk === 'elevated'
          ? 'Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.'
          : 'Payment complete.',
      ...(risk === 'elevated' && isReviewed ? { rule: 'manual_review_if_elevated_risk' } : {}),
      type: isReviewed ? 'manual_review' : 'authorized',
    };
  if (decline.rule !== undefined)
    return {
      ...common,
      network_decline_code: null,
      network_status: 'not_sent_to_network',
      reason: 'rule',
      rule: decline.rule,
      seller_message: 'You blocked this payment.',
      type: 'blocked',
    };
  if (riskLevel === 'highest')
    return {
      ...common,
      network_decline_code: null,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    };
  return {
    ...common,
    network_decline_code: NETWORK_DECLINE_CODES[decline.declineCode] ?? '05',
    network_status: 'declined_by_network',
    reason: decline.declineCode,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  };
}

const NETWORK_DECLINE_CODES: Readonly<Record<string, string>> = {
  generic_decline: '01',
  insufficient_funds: '51',
  lost_card: '41',
  stolen_card: '43',
  expired_card: '54',
  incorrect_cvc: 'N7',
  card_velocity_exceeded: '65',
  authentication_required: '1A',
};
