import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createCustomerSession, createCustomerSessionParams, customerSessions } from './customer-session.js';
import { createEphemeralKey, createEphemeralKeyParams, deleteEphemeralKey, ephemeralKeys } from './ephemeral-key.js';

/** What a server hands to its own client so that it may act for one customer. */
export const clientSessionsFamily = defineFamily({
  name: 'client_sessions',
  resources: [customerSessions, ephemeralKeys],
  routes: [
    route({
      method: 'POST',
      path: '/v1/customer_sessions',
      permission: 'customer_session',
      params: createCustomerSessionParams,
      handle: (ctx) => createCustomerSession(ctx, ctx.params),
    }),
    route({
      method: 'POST',
      path: '/v1/ephemeral_keys',
      permission: 'ephemeral_key',
      params: createEphemeralKeyParams,
      handle: (ctx) => createEphemeralKey(ctx, ctx.params),
    }),
    route({
      method: 'DELETE',
      path: '/v1/ephemeral_keys/:id',
      permission: 'ephemeral_key',
      params: noParams,
      handle: (ctx) => deleteEphemeralKey(ctx, ctx.pathId()),
    }),
  ],
});
