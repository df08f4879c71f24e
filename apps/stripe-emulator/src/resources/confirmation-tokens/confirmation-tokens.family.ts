import { noParams } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { createTestTokenParams, createTokenParams } from './confirmation-token.params.js';
import { confirmationTokens } from './confirmation-token.resource.js';
import { createConfirmationToken } from './create-confirmation-token.js';

const permission = 'confirmation_token';

export const confirmationTokensFamily = defineFamily({
  name: 'confirmation_tokens',
  resources: [confirmationTokens],
  routes: [
    route({
      method: 'POST',
      path: '/v1/confirmation_tokens',
      permission,
      publishable: 'open',
      params: createTokenParams,
      handle: (ctx) => createConfirmationToken(ctx, ctx.params),
    }),
    route({
      method: 'GET',
      path: '/v1/confirmation_tokens/:id',
      permission,
      params: noParams,
      handle: (ctx) => ctx.require(confirmationTokens, ctx.pathId()),
    }),
    route({
      method: 'POST',
      path: '/v1/test_helpers/confirmation_tokens',
      permission,
      params: createTestTokenParams,
      handle: (ctx) => createConfirmationToken(ctx, ctx.params),
    }),
  ],
});
