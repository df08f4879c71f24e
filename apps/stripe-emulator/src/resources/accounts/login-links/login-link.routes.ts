import type Stripe from 'stripe';
import { invalidRequest } from '../../../core/errors.js';
import { paramsOf } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accessAccount } from '../access.js';
import { dashboardAccesses } from './login-link.resource.js';

const SECONDS_TO_OPEN = 300;

export const loginLinkRoutes = [
  route({
    method: 'POST',
    path: '/v1/accounts/:account/login_links',
    permission: 'login_link',
    params: paramsOf<Stripe.AccountCreateLoginLinkParams>()({}),
    handle: (ctx): Stripe.LoginLink => {
      const { account, own } = accessAccount(ctx, ctx.pathId('account'));
      if (account.controller?.stripe_dashboard?.type !== 'express')
        throw invalidRequest(`Cannot create a login link for ${account.id}: it is not an Express account.`);
      if (!account.details_submitted)
        throw invalidRequest('Cannot create a login link for an account that has not completed onboarding.');
      const token = ctx.secret(32);
      own.insert(dashboardAccesses, {
        id: token,
        object: '_dashboard_access',
        account: account.id,
        kind: 'link',
        created: ctx.now,
        expiresAt: ctx.now + SECONDS_TO_OPEN,
        isUsed: false,
      });
      return { object: 'login_link', created: ctx.now, url: `${ctx.baseUrl}/express/${account.id}/${token}` };
    },
  }),
];
