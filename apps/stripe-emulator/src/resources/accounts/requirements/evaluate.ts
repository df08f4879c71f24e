import type Stripe from 'stripe';
import {
  NO_REQUIREMENTS,
  type CapabilityState,
  type CapabilityStatus,
  type Requirements,
} from '../account.resource.js';
import { isPaymentCapability } from '../capabilities/capability-names.js';
import { accountNeeds, type AccountFacts } from './account-needs.js';
import type { Need } from './need.js';
import { checkPerson } from './person-verification.js';

/** Days to bring what becomes due after an account has been enabled. */
const DAYS_TO_PROVIDE = 14;

type AccountRequirements = Stripe.Account.Requirements;

/** What follows from the facts about an account. */
export interface Evaluation {
  readonly needs: readonly Need[];
  readonly capabilities: Readonly<Record<string, CapabilityState>>;
  readonly deadlines: Readonly<Record<string, number>>;
  readonly requirements: AccountRequirements;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  /** True when nothing that is required to start is missing. */
  readonly isComplete: boolean;
}

/** Derives capabilities, requirements and abilities from what has been given. Pure: same facts, same answer. */
export function evaluate(facts: AccountFacts): Evaluation {
  const { hidden, now } = facts;
  const needs = accountNeeds(facts);
  const isUnderReview = facts.persons.some(({ person, hidden: given }) => checkPerson(person, given).isUnderReview);
  const requested = Object.values(hidden.capabilities).filter((state) => state.requested);
  const wasEnabled = requested.some((state) => state.activatedAt !== null);
  const deadlines = deadlinesOf(needs, facts, wasEnabled);
  const capabilities = Object.fromEntries(
    Object.entries(hidden.capabilities).map(([name, state]) => [
      name,
      capability(name, state, { needs, deadlines, now, isUnderReview, rejection: hidden.rejection }),
    ]),
  );
  const states = Object.entries(capabilities);
  const active = states.filter(([, state]) => state.status === 'active').map(([name]) => name);
  const requirements = joined(states.map(([, state]) => state.requirements));
  const isBlocked = hidden.rejection !== null || isUnderReview;
  const chargesEnabled = !isBlocked && !hidden.blocks.charges && active.some(isPaymentCapability);
  const payoutsEnabled =
    !isBlocked && !hidden.blocks.payouts && active.length > 0 && facts.externalAccount === 'usable';
  const isComplete = requested.length > 0 && !needs.some((item) => !item.isMet && isBlocking(item, states));
  const disabledReason = disabledReasonOf(facts, requirements, { isUnderReview, chargesEnabled, payoutsEnabled });
  return {
    needs,
    capabilities,
    deadlines,
    requirements: { ...requirements, disabled_reason: disabledReason },
    chargesEnabled,
    payoutsEnabled,
    isComplete,
  };
}

function isBlocking(item: Need, states: readonly (readonly [string, CapabilityState])[]): boolean {
  const isWanted = states.some(([name, state]) => state.requested && applies(item, name));
  return item.level === 'currently' && item.isPending !== true && isWanted;
}

function applies(item: Need, capabilityName: string): boolean {
  return item.neededFor === 'any' || isPaymentCapability(capabilityName);
}

/** What became due after the account had been enabled has a deadline, which stays until it is met. */
function deadlinesOf(needs: readonly Need[], facts: AccountFacts, wasEnabled: boolean): Record<string, number> {
  if (!wasEnabled) return {};
  const due = needs.filter((item) => !item.isMet && item.level === 'currently');
  const later = facts.now + DAYS_TO_PROVIDE * 86_400;
  return Object.fromEntries(due.map(({ field }) => [field, facts.hidden.deadlines[field] ?? later]));
}

interface Circumstances {
  readonly needs: readonly Need[];
  readonly deadlines: Readonly<Record<string, number>>;
  readonly now: number;
  readonly isUnderReview: boolean;
  readonly rejection: string | null;
}

function capability(name: string, state: CapabilityState, around: Circumstances): CapabilityState {
  if (!state.requested) return { ...state, status: 'unrequested', requirements: NO_REQUIREMENTS };
  const wanted = around.needs.filter((item) => !item.isMet && applies(item, name));
  const isUrgent = (item: Need): boolean =>
    state.activatedAt === null || (around.deadlines[item.field] ?? Infinity) <= around.now;
  const requirements = requirementsOf(wanted, around, isUrgent);
  const [status, reason] = statusOf(state, requirements, around);
  return {
    ...state,
    status,
    activatedAt: state.activatedAt ?? (status === 'active' ? around.now : null),
    requirements: { ...requirements, disabled_reason: reason },
  };
}

function statusOf(
  state: CapabilityState,
  requirements: Requirements,
  { isUnderReview, rejection }: Circumstances,
): [CapabilityStatus, Requirements['disabled_reason']] {
  if (rejection !== null) return ['inactive', 'rejected.other'];
  if (state.override !== null) return [state.override.status, state.override.reason];
  if (isUnderReview) return ['pending', 'pending.review'];
  if (requirements.past_due.length > 0) return ['inactive', 'requirements.fields_needed'];
  if (requirements.pending_verification.length > 0 && state.activatedAt === null) return ['pending', 'pending.review'];
  return ['active', null];
}

function requirementsOf(
  wanted: readonly Need[],
  { deadlines, now }: Circumstances,
  isUrgent: (item: Need) => boolean,
): Requirements {
  const open = wanted.filter((item) => item.isPending !== true);
  const current = open.filter((item) => item.level === 'currently');
  const future = current.map((item) => deadlines[item.field] ?? 0).filter((at) => at > now);
  return {
    alternatives: current.flatMap((item) =>
      item.alternative === undefined
        ? []
        : [{ original_fields_due: [item.field], alternative_fields_due: [item.alternative] }],
    ),
    current_deadline: future.length === 0 ? null : Math.min(...future),
    currently_due: sorted(current),
    disabled_reason: null,
    errors: open.flatMap((item) =>
      item.error === undefined
        ? []
        : [{ code: item.error.code, reason: item.error.reason, requirement: item.field } as Requirements['errors'][0]],
    ),
    eventually_due: sorted(open),
    past_due: sorted(current.filter(isUrgent)),
    pending_verification: sorted(wanted.filter((item) => item.isPending === true)),
  };
}

const sorted = (needs: readonly Need[]): string[] => needs.map((item) => item.field).sort();

/** The requirements of several capabilities as one. */
function joined(all: readonly Requirements[]): Requirements {
  const union = (pick: (item: Requirements) => readonly string[]): string[] => [...new Set(all.flatMap(pick))].sort();
  const unique = <T>(items: readonly T[]): T[] => [
    ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
  ];
  const deadlines = all.map((item) => item.current_deadline).filter((at) => at !== null);
  return {
    alternatives: unique(all.flatMap((item) => item.alternatives ?? [])),
    current_deadline: deadlines.length === 0 ? null : Math.min(...deadlines),
    currently_due: union((item) => item.currently_due),
    disabled_reason: null,
    errors: unique(all.flatMap((item) => item.errors)),
    eventually_due: union((item) => item.eventually_due),
    past_due: union((item) => item.past_due),
    pending_verification: union((item) => item.pending_verification),
  };
}

function disabledReasonOf(
  { hidden }: AccountFacts,
  requirements: Requirements,
  able: { isUnderReview: boolean; chargesEnabled: boolean; payoutsEnabled: boolean },
): AccountRequirements['disabled_reason'] {
  if (hidden.rejection !== null) return hidden.rejection as AccountRequirements['disabled_reason'];
  if (able.isUnderReview) return 'under_review';
  if (Object.values(hidden.capabilities).every((state) => !state.requested))
    return 'action_required.requested_capabilities';
  if (requirements.past_due.length > 0) return 'requirements.past_due';
  const states = Object.values(hidden.capabilities);
  if (requirements.pending_verification.length > 0 && states.every((state) => state.activatedAt === null))
    return 'requirements.pending_verification';
  if (hidden.blocks.charges || hidden.blocks.payouts) return 'requirements.past_due';
  if (!able.payoutsEnabled && states.some((state) => state.requested && state.override !== null)) return 'other';
  return null;
}
