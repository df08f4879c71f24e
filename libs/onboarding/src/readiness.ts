import { isDeepStrictEqual } from 'node:util';
import {
  canBePaidOut,
  canReceiveTransfers,
  type CapabilityStatus,
  canSell,
  type SellerEntity,
  type SellerRequirements,
} from '@guildhall/database';
import type Stripe from 'stripe';
import { inPlainWords } from './requirement-words.js';

/** What a seller can do now, and what keeps them from the rest, in words for the seller. */
export interface Readiness {
  readonly canSell: boolean;
  readonly canReceiveTransfers: boolean;
  readonly canBePaidOut: boolean;
  readonly missing: readonly MissingItem[];
  /** ISO instant by which the missing items are needed, or null. */
  readonly deadline: string | null;
  /** Why something is switched off, or null. */
  readonly disabledReason: string | null;
}

export interface MissingItem {
  /** Stripe's name, for example `individual.verification.document`. */
  readonly requirement: string;
  readonly state: 'due' | 'past_due' | 'being_verified' | 'rejected';
  readonly words: string;
}

/** Reads a seller's mirror of its account. Facts only from webhooks and retrievals: a visit to `return_url` proves nothing. */
export function readinessOf(seller: SellerEntity): Readiness {
  const { requirements } = seller;
  return {
    canSell: canSell(seller),
    canReceiveTransfers: canReceiveTransfers(seller),
    canBePaidOut: canBePaidOut(seller),
    missing: missingItems(requirements),
    deadline: requirements.currentDeadline,
    disabledReason: disabledWords(seller),
  };
}

function missingItems(requirements: SellerRequirements): MissingItem[] {
  const rejected = new Map(requirements.errors.map((error) => [error.requirement, error.reason]));
  const item = (requirement: string, state: MissingItem['state']): MissingItem => {
    const reason = rejected.get(requirement);
    const words = inPlainWords(requirement);
    return reason === undefined
      ? { requirement, state, words }
      : { requirement, state: 'rejected', words: `${words}: ${reason}` };
  };
  const pastDue = new Set(requirements.pastDue);
  return [
    ...requirements.pastDue.map((name) => item(name, 'past_due')),
    ...requirements.currentlyDue.filter((name) => !pastDue.has(name)).map((name) => item(name, 'due')),
    ...requirements.pendingVerification.map((name) => item(name, 'being_verified')),
  ];
}

const DISABLED_WORDS: Readonly<Record<string, string>> = {
  'requirements.past_due': 'Information is overdue: finish the missing items to continue.',
  'requirements.pending_verification': 'Stripe is checking what you have sent; nothing is needed from you now.',
  under_review: 'Stripe is reviewing the account.',
  'rejected.fraud': 'Stripe has rejected the account.',
  'rejected.terms_of_service': 'Stripe has rejected the account because of its terms of service.',
  'rejected.listed': 'Stripe has rejected the account.',
  'rejected.other': 'Stripe has rejected the account.',
  listed: 'Stripe is checking the account against a list it must check.',
  platform_paused: 'The marketplace has paused this account.',
  'action_required.requested_capabilities': 'A capability has to be requested again: contact the marketplace.',
};

function disabledWords(seller: SellerEntity): string | null {
  if (seller.deauthorizedAt !== null)
    return 'The account was disconnected from the marketplace: connect again to sell.';
  if (seller.stripeAccountId === null) return 'Not connected with Stripe yet.';
  const reason = seller.disabledReason;
  return reason === null ? null : (DISABLED_WORDS[reason] ?? `Stripe has switched something off (${reason}).`);
}

/** `readiness`: something that people can do, or are asked for, has changed. `details`: only facts that nobody acts on. */
export type MirrorChange = 'nothing' | 'details' | 'readiness';

/** Copies what matters from Stripe's account, and dates the mirror when that changed anything. */
export function mirrorAccount(seller: SellerEntity, account: Stripe.Account): MirrorChange {
  const before = { facts: factsOf(seller), readiness: readinessOf(seller) };
  const { requirements } = account;
  seller.detailsSubmitted = account.details_submitted;
  seller.chargesEnabled = account.charges_enabled;
  seller.payoutsEnabled = account.payouts_enabled;
  seller.cardPayments = capabilityStatus(account.capabilities?.card_payments);
  seller.transfers = capabilityStatus(account.capabilities?.transfers);
  seller.disabledReason = requirements?.disabled_reason ?? null;
  seller.requirements = {
    currentlyDue: requirements?.currently_due ?? [],
    pastDue: requirements?.past_due ?? [],
    eventuallyDue: requirements?.eventually_due ?? [],
    pendingVerification: requirements?.pending_verification ?? [],
    errors: (requirements?.errors ?? []).map(({ code, reason, requirement }) => ({ code, reason, requirement })),
    currentDeadline: toInstant(requirements?.current_deadline),
  };
  seller.currency = account.default_currency ?? seller.currency;
  if (isDeepStrictEqual(factsOf(seller), before.facts)) return 'nothing';
  seller.updatedAt = new Date(Math.max(Date.now(), seller.updatedAt.getTime() + 1)); // never the same instant twice
  return isDeepStrictEqual(readinessOf(seller), before.readiness) ? 'details' : 'readiness';
}

function factsOf(seller: SellerEntity) {
  const { detailsSubmitted, chargesEnabled, payoutsEnabled, cardPayments, transfers, currency } = seller;
  const { disabledReason, requirements } = seller;
  const what = { detailsSubmitted, chargesEnabled, payoutsEnabled, cardPayments, transfers, currency };
  return { ...what, disabledReason, requirements };
}

function capabilityStatus(status: string | undefined): CapabilityStatus {
  if (status === undefined) return 'unrequested';
  return status === 'active' || status === 'pending' ? status : 'inactive';
}

function toInstant(seconds: number | null | undefined): string | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

export const NO_REQUIREMENTS: SellerRequirements = {
  currentlyDue: [],
  pastDue: [],
  eventuallyDue: [],
  pendingVerification: [],
  errors: [],
  currentDeadline: null,
};
