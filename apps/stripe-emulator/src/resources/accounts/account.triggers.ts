import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { EventType, Trigger } from '../../core/resource.js';
import { createAccount } from './account.create.js';
import { disconnect } from './account.delete.js';
import { createAccountParams, updateAccountParams } from './account.params.js';
import { accounts } from './account.resource.js';
import { applyChange } from './account-state.js';
import { enterInformation } from './account.update.js';
import { markExternalAccount } from './external-accounts/external-account.change.js';
import { externalAccountList } from './external-accounts/external-account.store.js';
import { controlAccount, controlParams } from './control/account-control.js';
import { fillInTestData } from './onboarding/complete-onboarding.js';
import { testBankAccount } from './onboarding/test-data.js';
import { persons } from './persons/person.resource.js';
import { announcePerson, savePerson } from './persons/person.store.js';

/** An enabled account to make things happen to. */
export function enabledAccount(ctx: Context): { account: Stripe.Account; owner: Context; own: Context } {
  const owner = ctx.as(ctx.platform.id);
  const params = createAccountParams.parse({
    type: 'custom',
    capabilities: { card_payments: { requested: 'true' }, transfers: { requested: 'true' } },
    tos_acceptance: { date: String(ctx.now), ip: '127.0.0.1' },
  });
  const { id } = createAccount(owner, params);
  const account = fillInTestData(owner, id, { fields: 'currently_due', businessType: 'individual' });
  return { account, owner, own: owner.as(id) };
}

/** Makes each event of the family happen, to a new account. */
export const accountTriggers: Partial<Record<EventType, Trigger>> = {
  'account.updated': (ctx) => {
    const { owner, account } = enabledAccount(ctx);
    applyChange(owner, account.id, { patch: { metadata: { triggered: 'true' } } });
  },
  'account.application.authorized': (ctx) => {
    enabledAccount(ctx);
  },
  'account.application.deauthorized': (ctx) => {
    disconnect(enabledAccount(ctx));
  },
  'account.external_account.created': (ctx) => {
    enabledAccount(ctx);
  },
  'account.external_account.updated': (ctx) => {
    const { own, account } = enabledAccount(ctx);
    markExternalAccount(own, externalAccountList(own, account.id).data[0]?.id ?? '', 'verified');
  },
  'account.external_account.deleted': (ctx) => {
    const { owner, account } = enabledAccount(ctx);
    const external_account = testBankAccount(account.country ?? 'US');
    enterInformation(owner, account.id, updateAccountParams.parse({ external_account }));
  },
  'capability.updated': (ctx) => {
    const { owner, account } = enabledAccount(ctx);
    const params = controlParams.parse({ action: 'disable_capability', capability: 'card_payments' });
    controlAccount(owner, account.id, params);
  },
  'person.created': (ctx) => {
    enabledAccount(ctx);
  },
  'person.updated': (ctx) => {
    const { owner, own, account } = enabledAccount(ctx);
    const [person] = own.all(persons);
    const saved = savePerson(own, { email: 'new@example.com' }, person);
    applyChange(owner, account.id, { announcedPersons: [saved.id] });
    announcePerson(own, saved);
  },
  'person.deleted': (ctx) => {
    const { owner, own, account } = enabledAccount(ctx);
    const saved = savePerson(own, { first_name: 'Second', relationship: { owner: true } });
    applyChange(owner, account.id, { announcedPersons: [saved.id] });
    const person = announcePerson(own, saved);
    own.delete(persons, saved.id);
    own.emit('person.deleted', person);
    applyChange(owner, owner.require(accounts, account.id).id);
  },
};
