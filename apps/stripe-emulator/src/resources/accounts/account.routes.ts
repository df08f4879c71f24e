import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { noParams } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { accessAccount } from './access.js';
import { createAccount } from './account.create.js';
import { deleteAccount } from './account.delete.js';
import { createAccountParams, listAccountsParams, rejectAccountParams, updateAccountParams } from './account.params.js';
import { rejectAccount, unrejectAccount } from './account.reject.js';
import { accounts } from './account.resource.js';
import { updateAccount } from './account.update.js';

const retrieve = (ctx: Context, id: string): Stripe.Account => accessAccount(ctx, id).account;

export const accountRoutes = [
  route({
    method: 'POST',
    path: '/v1/accounts',
    permission: 'account',
    params: createAccountParams,
    handle: (ctx) => createAccount(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/accounts',
    permission: 'account',
    params: listAccountsParams,
    handle: (ctx) => ctx.list(accounts, { kind: 'connected' }),
  }),
  route({
    method: 'GET',
    path: '/v1/account',
    permission: 'account',
    params: noParams,
    handle: (ctx) => retrieve(ctx, ctx.account),
  }),
  route({
    method: 'GET',
    path: '/v1/accounts/:id',
    permission: 'account',
    params: noParams,
    handle: (ctx) => retrieve(ctx, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/account',
    permission: 'account',
    params: updateAccountParams,
    handle: (ctx) => updateAccount(ctx, ctx.account, ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/accounts/:id',
    permission: 'account',
    params: updateAccountParams,
    handle: (ctx) => updateAccount(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'DELETE',
    path: '/v1/accounts/:id',
    permission: 'account',
    params: noParams,
    handle: (ctx) => deleteAccount(ctx, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/accounts/:id/reject',
    permission: 'account',
    params: rejectAccountParams,
    handle: rejectAccount,
  }),
  route({
    method: 'POST',
    path: '/v1/accounts/:id/unreject',
    permission: 'account',
    params: noParams,
    handle: unrejectAccount,
  }),
];
