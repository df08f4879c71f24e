import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import type { Infer } from '../../core/params.js';
import { defineFamily, route } from '../../core/resource.js';
import { answerSetupChallenge } from './setup-intent-challenge.js';
import { cancelSetupIntent, confirmSetupIntent, unexpectedSetupState } from './setup-intent-confirm.js';
import { createSetupIntent, updateSetupIntent, type CreateSetupParams } from './setup-intent-create.js';
import {
  cancelSetupIntentParams,
  confirmSetupIntentParams,
  createSetupIntentParams,
  listSetupAttemptsParams,
  listSetupIntentsParams,
  retrieveSetupIntentParams,
  updateSetupIntentParams,
  verifySetupMicrodepositsParams,
} from './setup-intent.params.js';
import { setupAttempts, setupIntents } from './setup-intent.resource.js';

export function createAndConfirmSetup(ctx: Context, params: CreateSetupParams): Stripe.SetupIntent {
  const intent = createSetupIntent(ctx, params);
  if (params.confirm !== true) return intent;
  const { confirmation_token, mandate_data, return_url, use_stripe_sdk } = params;
  return confirmSetupIntent(ctx, intent.id, {
    ...(confirmation_token === undefined ? {} : { confirmation_token }),
    ...(mandate_data === undefined ? {} : { mandate_data }),
    ...(return_url === undefined ? {} : { return_url }),
    ...(use_stripe_sdk === undefined ? {} : { use_stripe_sdk }),
  });
}

function verifyMicrodeposits(
  ctx: Context,
  id: string,
  { amounts, descriptor_code: code }: Infer<typeof verifySetupMicrodepositsParams>,
): Stripe.SetupIntent {
  const intent = ctx.require(setupIntents, id);
  if (intent.next_action?.type !== 'verify_with_microdeposits')
    throw unexpectedSetupState(intent, 'This SetupIntent is not waiting for microdeposits to be verified.');
  if (code === 'SM11AA' || amounts?.toSorted((a, b) => a - b).join(',') === '32,45')
    return answerSetupChallenge(ctx, id, true);
  throw invalidRequest('The microdeposit verification values do not match what was sent to the bank account.', {
    code: `payment_method_microdeposit_verification_${code === undefined ? 'amounts' : 'descriptor_code'}_mismatch`,
  });
}

const permission = 'setup_intent';
const routes = [
  route({
    method: 'POST',
    path: '/v1/setup_intents',
    permission,
    params: createSetupIntentParams,
    handle: (ctx) => createAndConfirmSetup(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/setup_intents',
    permission,
    params: listSetupIntentsParams,
    handle: (ctx) => ctx.list(setupIntents),
  }),
  route({
    method: 'GET',
    path: '/v1/setup_intents/:id',
    permission,
    publishable: 'client_secret',
    params: retrieveSetupIntentParams,
    handle: (ctx) => ctx.require(setupIntents, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id',
    permission,
    params: updateSetupIntentParams,
    handle: (ctx) => updateSetupIntent(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id/confirm',
    permission,
    publishable: 'client_secret',
    params: confirmSetupIntentParams,
    handle: (ctx) => confirmSetupIntent(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id/cancel',
    permission,
    params: cancelSetupIntentParams,
    handle: (ctx) => cancelSetupIntent(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/setup_intents/:id/verify_microdeposits',
    permission,
    publishable: 'client_secret',
    params: verifySetupMicrodepositsParams,
    handle: (ctx) => verifyMicrodeposits(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/setup_attempts',
    permission,
    params: listSetupAttemptsParams,
    handle: (ctx) => ctx.list(setupAttempts),
  }),
];

export const setupIntentsFamily = defineFamily({
  name: 'setup_intents',
  resources: [setupIntents, setupAttempts],
  routes,
  events: [
    'setup_intent.canceled',
    'setup_intent.created',
    'setup_intent.requires_action',
    'setup_intent.setup_failed',
    'setup_intent.succeeded',
  ],
});
