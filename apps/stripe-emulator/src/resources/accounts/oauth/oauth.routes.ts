import type Stripe from 'stripe';
import { invalidRequest, missingParam } from '../../../core/errors.js';
import { p, paramsOf } from '../../../core/params.js';
import { route } from '../../../core/resource.js';
import { accounts } from '../account.resource.js';
import { disconnect } from '../account.delete.js';

/** Stripe has it on another host (connect.stripe.com), which the SDKs map to this one when their host is set. */
export const oauthRoutes = [
  route({
    method: 'POST',
    path: '/oauth/deauthorize',
    permission: 'account',
    params: paramsOf<Stripe.OAuthDeauthorizeParams>()({
      client_id: p.string({ pattern: /^ca_\w+$/, what: 'client id' }),
      client_secret: p.string(),
      stripe_user_id: p.id(),
    }),
    handle: (ctx): Stripe.OAuthDeauthorization => {
      const { client_id: client, stripe_user_id: id } = ctx.params;
      if (client === undefined) throw missingParam('client_id');
      if (id === undefined) throw missingParam('stripe_user_id');
      const owner = ctx.as(ctx.platform.id);
      const account = owner.find(accounts, id);
      if (account === undefined || id === ctx.platform.id)
        throw invalidRequest(
          `This application is not connected to stripe account ${id}, or that account does not exist.`,
          { param: 'stripe_user_id' },
        );
      disconnect({ account, owner, own: owner.as(id) });
      return { stripe_user_id: id };
    },
  }),
];
