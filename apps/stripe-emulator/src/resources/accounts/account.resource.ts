import type Stripe from 'stripe';
import { defineResource } from '../../core/resource.js';

export type Requirements = Stripe.Capability.Requirements;
export type CapabilityStatus = 'active' | 'inactive' | 'pending' | 'unrequested';

/** What the emulator remembers of one capability; the API's object is made from it. */
export interface CapabilityState {
  readonly requested: boolean;
  /** Unix seconds. */
  readonly requestedAt: number | null;
  /** When it was first active: from then on missing information has a deadline instead of blocking at once. */
  readonly activatedAt: number | null;
  /** Set by the control page: the capability is lost, whatever has been given. */
  readonly override: { readonly status: 'inactive' | 'pending'; readonly reason: string } | null;
  readonly status: CapabilityStatus;
  readonly requirements: Requirements;
}

/** Something asked for beyond the country's rules: a failed check, or what an operator of the emulator wants. */
export interface Demand {
  /** Full name, e.g. `individual.verification.document`. */
  readonly field: string;
  readonly error: { readonly code: string; readonly reason: string } | null;
}

export interface AccountHidden {
  readonly kind: 'platform' | 'connected';
  /** Values that were given and are never shown, by name: `company.tax_id`. */
  readonly given: Readonly<Record<string, string>>;
  readonly capabilities: Readonly<Record<string, CapabilityState>>;
  readonly demands: readonly Demand[];
  /** Unix seconds by requirement, for what became due after the account had been enabled. */
  readonly deadlines: Readonly<Record<string, number>>;
  /** Planned moment of the next deadline. */
  readonly deadlineJob: { readonly id: string; readonly at: number } | null;
  /** True once an account link or session was made: the platform then sees and changes less of some accounts. */
  readonly isLinked: boolean;
  /** E.g. `rejected.fraud`, by the platform or the control page. */
  readonly rejection: string | null;
  /** Blocks of the control page and of Stripe's trigger cards. */
  readonly blocks: { readonly charges: boolean; readonly payouts: boolean };
}

/**
 * Accounts. A connected account's row belongs to its platform; what the account owns (persons, bank accounts, balance)
 * belongs to the account itself.
 */
export const accounts = defineResource<Stripe.Account, AccountHidden>({
  object: 'account',
  idPrefix: 'acct',
  filters: { kind: (_account, hidden) => hidden.kind },
  expandable: {
    'settings.invoices.default_account_tax_ids': 'tax_id',
    'company.verification.document.back': 'file',
    'company.verification.document.front': 'file',
    'settings.branding.icon': 'file',
    'settings.branding.logo': 'file',
  },
  present: (account, view) => {
    const hidden = view.store.locate(account.id)?.hidden as AccountHidden | undefined;
    if (account.individual === undefined || hidden?.isLinked !== true) return account;
    return account.controller?.requirement_collection === 'stripe' ? withoutPersonalData(account) : account;
  },
});

/** Once onboarding has begun where Stripe collects the information, the platform sees who, but not what they gave. */
function withoutPersonalData(account: Stripe.Account): Stripe.Account {
  const {
    id,
    object,
    account: owner,
    created,
    metadata,
    relationship,
    requirements,
    verification,
  } = account.individual ?? ({} as Stripe.Person);
  const person: Stripe.Person = { id, object, account: owner, created };
  if (metadata !== undefined) person.metadata = metadata;
  if (relationship !== undefined) person.relationship = relationship;
  if (requirements !== undefined) person.requirements = requirements;
  if (verification !== undefined) person.verification = { status: verification.status };
  return { ...account, individual: person };
}

/** What a platform connects accounts with: `account.application.*` events are about it, and OAuth names it. */
export const applications = defineResource<Stripe.Application>({
  object: 'application',
  idPrefix: 'ca',
  filters: {},
});

export const NO_REQUIREMENTS: Requirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};
