import type { ChargeRequest } from '../charges/charge-request.js';
import { DECLINES, type Decline } from '../payment-methods/card-behaviour.js';
import type { Verdict } from './rules.js';

/** Why a payment is refused: by a rule, by Radar's own judgement of the card, or by the issuer. */
export function declineOf({ card }: ChargeRequest, verdict: Verdict | null): Decline | undefined {
  if (verdict?.action === 'block') return { ...DECLINES.fraudulent, rule: verdict.rule };
  // What is too risky passes when a rule allows it; what is always blocked does not.
  if (verdict?.action === 'allow' && card?.risk === 'highest') return undefined;
  return card?.decline;
}

/** Whether somebody is to look at the payment: a rule says so, or the risk is elevated and no rule allows it. */
export function isReviewed({ card }: ChargeRequest, verdict: Verdict | null): boolean {
  if (verdict?.action === 'review') return true;
  return card?.risk === 'elevated' && verdict?.action !== 'allow';
}
