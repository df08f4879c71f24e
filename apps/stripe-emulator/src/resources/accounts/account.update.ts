import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { forbidden, invalidRequest } from '../../core/errors.js';
import { accessAccount, isCollectedByStripe } from './access.js';
import { assertAccountFiles } from './account-files.js';
import { changedFields, changedHidden } from './account.change.js';
import { asRepresentative, checkAcceptance, checkCapabilities, fromToken } from './account.create.js';
import type { UpdateAccountParams } from './account.params.js';
import { accounts } from './account.resource.js';
import { applyChange } from './account-state.js';
import { addExternalAccount, replaceDefault } from './external-accounts/external-account.store.js';
import { persons } from './persons/person.resource.js';
import { announcePerson, savePerson } from './persons/person.store.js';

/** Once onboarding has begun, only the account itself changes these where Stripe collects the information. */
const COLLECTED = ['business_type', 'company', 'individual', 'external_account'] as const;

/** Changes an account, as its platform. */
export function updateAccount(ctx: Context, id: string, given: UpdateAccountParams): Stripe.Account {
  const params: UpdateAccountParams = { ...fromToken(ctx, given.account_token), ...given };
  const { account, owner } = accessAccount(ctx, id);
  const { isLinked, capabilities } = owner.hidden(accounts, id);
  if (isCollectedByStripe(account)) {
    checkAcceptance(params);
    if (isLinked) checkPermissions(id, params);
  }
  const service = params.tos_acceptance?.service_agreement ?? account.tos_acceptance?.service_agreement;
  if (service !== account.tos_acceptance?.service_agreement && account.tos_acceptance?.date != null)
    throw invalidRequest('You cannot change the service agreement after the terms of service have been accepted.', {
      param: 'tos_acceptance[service_agreement]',
    });
  checkCapabilities({ ...capabilities, ...params.capabilities }, service);
  return enterInformation(owner, id, params);
}

/** Takes in information, whoever gives it: the platform, or the account itself on the hosted page. */
export function enterInformation(owner: Context, id: string, params: UpdateAccountParams): Stripe.Account {
  const account = owner.require(accounts, id);
  const own = owner.as(id);
  assertAccountFiles(own, params);
  if (params.external_account != null) {
    const country = account.country ?? 'US';
    const added = addExternalAccount(own, params.external_account, {
      country,
      isDefault: true,
      param: 'external_account',
    });
    replaceDefault(own, added);
  }
  const [existing] = own.all(persons, { representative: true });
  const person =
    params.individual === undefined ? undefined : savePerson(own, asRepresentative(params.individual), existing);
  applyChange(owner, id, {
    patch: changedFields(account, params),
    hidden: changedHidden(owner.hidden(accounts, id), params, owner.now),
    announcedPersons: person === undefined ? [] : [person.id],
  });
  if (person !== undefined) announcePerson(own, person);
  return owner.require(accounts, id);
}

function checkPermissions(id: string, params: UpdateAccountParams): void {
  for (const name of COLLECTED) {
    if (params[name] === undefined) continue;
    throw forbidden(
      `This application does not have the required permissions for this parameter '${name}' on account '${id}'.`,
      { param: name },
    );
  }
}
