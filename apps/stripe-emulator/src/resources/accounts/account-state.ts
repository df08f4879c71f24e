import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { action } from '../../core/resource.js';
import { accounts, type AccountHidden } from './account.resource.js';
import { capabilityObject } from './capabilities/capability.object.js';
import { externalAccountList } from './external-accounts/external-account.store.js';
import { checkedPerson } from './persons/person.object.js';
import { persons } from './persons/person.resource.js';
import type { PersonFacts } from './requirements/person-needs.js';
import { evaluate, type Evaluation } from './requirements/evaluate.js';

export interface AccountChange {
  readonly patch?: Partial<Stripe.Account>;
  readonly hidden?: Partial<AccountHidden>;
  /** Persons whose events the caller emits itself. */
  readonly announcedPersons?: readonly string[];
}

/**
 * Applies a change and everything that follows from it: requirements, capabilities, abilities, deadlines, and the
 * events about them. Every change of an account, its persons or its external accounts ends here.
 * @param owner seen from the account that owns the row, which for a connected account is its platform
 */
export function applyChange(owner: Context, id: string, change: AccountChange = {}): Stripe.Account {
  const before = owner.require(accounts, id);
  const hiddenBefore = owner.hidden(accounts, id);
  const own = owner.as(id);
  const hidden: AccountHidden = { ...hiddenBefore, ...change.hidden };
  const changed: Stripe.Account = { ...before, ...change.patch };
  if (hidden.kind === 'platform') {
    const external = externalAccountList(own, id);
    return announce(owner, before, owner.update(accounts, id, { ...changed, external_accounts: external }, hidden));
  }
  const facts = {
    account: changed,
    hidden,
    persons: own.all(persons).map((person): PersonFacts => ({ person, hidden: own.hidden(persons, person.id) })),
    externalAccount: externalAccountState(own, id),
    now: owner.now,
  };
  const result = evaluate(facts);
  const people = facts.persons.map((item) => settlePerson(own, item, result, change.announcedPersons ?? []));
  const after = owner.update(
    accounts,
    id,
    { ...changed, ...derived(changed, result, own, people) },
    {
      ...hidden,
      capabilities: result.capabilities,
      deadlines: result.deadlines,
      deadlineJob: deadlineJob(own, hidden, result),
    },
  );
  announce(owner, before, after);
  for (const [name, state] of Object.entries(result.capabilities)) {
    const was = capabilityObject(id, name, hiddenBefore.capabilities[name]);
    const is = capabilityObject(id, name, state);
    if (JSON.stringify(was) !== JSON.stringify(is)) own.emit('capability.updated', is, was);
  }
  return after;
}

function announce(owner: Context, before: Stripe.Account, after: Stripe.Account): Stripe.Account {
  if (JSON.stringify(before) !== JSON.stringify(after)) owner.as(after.id).emit('account.updated', after, before);
  return after;
}

function derived(
  account: Stripe.Account,
  result: Evaluation,
  own: Context,
  people: readonly Stripe.Person[],
): Partial<Stripe.Account> {
  const representative = people.find((person) => person.relationship?.representative === true);
  const requested = Object.entries(result.capabilities).filter(([, state]) => state.requested);
  return {
    capabilities: Object.fromEntries(requested.map(([name, state]) => [name, state.status])),
    charges_enabled: result.chargesEnabled && isSubmitted(account, result),
    payouts_enabled: result.payoutsEnabled && isSubmitted(account, result),
    details_submitted: isSubmitted(account, result),
    external_accounts: externalAccountList(own, account.id),
    requirements: result.requirements,
    ...(account.business_type === 'individual' && representative !== undefined ? { individual: representative } : {}),
  };
}

/** Where the platform collects the information, it is submitted once nothing is missing; else the account says so. */
function isSubmitted(account: Stripe.Account, result: Evaluation): boolean {
  if (account.details_submitted) return true;
  return account.controller?.requirement_collection === 'application' && result.isComplete;
}

/** Writes what the evaluation says about a person into its row. */
function settlePerson(
  own: Context,
  facts: PersonFacts,
  result: Evaluation,
  announced: readonly string[],
): Stripe.Person {
  const { person } = facts;
  const settled = checkedPerson(facts, result.requirements);
  if (JSON.stringify(settled) === JSON.stringify(person)) return person;
  const after = own.update(persons, person.id, settled);
  const hasNewStatus = settled.verification?.status !== person.verification?.status;
  if (hasNewStatus && !announced.includes(person.id)) own.emit('person.updated', after, person);
  return after;
}

function externalAccountState(own: Context, id: string): 'none' | 'usable' | 'errored' {
  const { data } = externalAccountList(own, id);
  if (data.length === 0) return 'none';
  const main = data.find((item) => item.default_for_currency === true) ?? data[0];
  return main?.status === 'errored' ? 'errored' : 'usable';
}

/** When a deadline passes, what it was for becomes past due. */
export const deadlinePassed = action('account.deadline', (ctx) => {
  const found = ctx.locate(accounts, ctx.account);
  if (found !== undefined) applyChange(found.ctx, found.object.id, { hidden: { deadlineJob: null } });
});

function deadlineJob(own: Context, hidden: AccountHidden, result: Evaluation): AccountHidden['deadlineJob'] {
  const next = Object.values(result.deadlines).filter((at) => at > own.now);
  const at = next.length === 0 ? null : Math.min(...next);
  if (at === (hidden.deadlineJob?.at ?? null)) return hidden.deadlineJob;
  if (hidden.deadlineJob !== null) own.cancel(hidden.deadlineJob.id);
  return at === null ? null : { id: own.schedule(deadlinePassed, at, {}), at };
}
