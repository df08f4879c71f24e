import type Stripe from 'stripe';
import { forbidden, invalidRequest } from '../../../core/errors.js';
import { noParams } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accessAccount, isCollectedByStripe, type AccountAccess } from '../access.js';
import { givenFields } from '../account.change.js';
import { applyChange } from '../account-state.js';
import { accounts } from '../account.resource.js';
import { createPersonParams, listPersonsParams, updatePersonParams, type PersonParams } from './person.params.js';
import { persons } from './person.resource.js';
import { spendValues } from '../tokens/token.store.js';
import { announcePerson, savePerson } from './person.store.js';

/** Creates or changes a person and settles the account. */
function save(access: AccountAccess, given: PersonParams, existing?: Stripe.Person): Stripe.Person {
  const { account, owner, own } = access;
  const fromToken = createPersonParams.parse(spendValues(own, given.person_token, 'person_token'));
  const params: PersonParams = { ...fromToken, ...given };
  const { isLinked, demands } = owner.hidden(accounts, account.id);
  if (isCollectedByStripe(account) && isLinked)
    throw forbidden(
      `This application does not have the required permissions for persons of account '${account.id}': Stripe collects its information.`,
    );
  const saved = savePerson(own, params, existing);
  const named = givenFields(saved.id, params);
  applyChange(owner, account.id, {
    hidden: { demands: demands.filter(({ field }) => !named.includes(field)) },
    announcedPersons: [saved.id],
  });
  return announcePerson(own, saved);
}

function remove({ account, owner, own }: AccountAccess, id: string): object {
  const person = own.require(persons, id);
  if (person.relationship?.representative === true && account.details_submitted)
    throw invalidRequest('The representative of an account cannot be deleted. Give the role to another person first.');
  const stub = own.delete(persons, id);
  own.emit('person.deleted', person);
  applyChange(owner, account.id);
  return stub;
}

const permission = 'person';
/** `people` is the older name of the same calls. */
export const personRoutes = ['persons', 'people'].flatMap((segment) => {
  const all = `/v1/accounts/:account/${segment}`;
  const one = `${all}/:id`;
  return [
    route({
      method: 'POST',
      path: all,
      permission,
      params: createPersonParams,
      handle: (ctx) => save(accessAccount(ctx, ctx.pathId('account')), ctx.params),
    }),
    route({
      method: 'GET',
      path: all,
      permission,
      params: listPersonsParams,
      handle: (ctx) => {
        const { own } = accessAccount(ctx, ctx.pathId('account'));
        const { relationship = {}, ...page } = ctx.params;
        const { rows, hasMore } = ctx.store.page(persons, own.account, { ...page, where: relationship });
        return { object: 'list', data: rows.map((row) => row.object), has_more: hasMore, url: ctx.url };
      },
    }),
    route({
      method: 'GET',
      path: one,
      permission,
      params: noParams,
      handle: (ctx) => accessAccount(ctx, ctx.pathId('account')).own.require(persons, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: one,
      permission,
      params: updatePersonParams,
      handle: (ctx) => {
        const access = accessAccount(ctx, ctx.pathId('account'));
        return save(access, ctx.params, access.own.require(persons, ctx.pathId()));
      },
    }),
    route({
      method: 'DELETE',
      path: one,
      permission,
      params: noParams,
      handle: (ctx) => remove(accessAccount(ctx, ctx.pathId('account')), ctx.pathId()),
    }),
  ];
});
