import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { searchParams, type Infer } from '../../core/params.js';
import { route } from '../../core/resource.js';
import { cancelPaymentIntent, capturePaymentIntent } from './payment-intent-capture.js';
import { answerPaymentChallenge } from './payment-intent-challenge.js';
import { assertStatus } from './payment-intent-checks.js';
import { confirmPaymentIntent } from './payment-intent-confirm.js';
import { createPaymentIntent, type CreateIntentParams } from './payment-intent-create.js';
import { incrementAuthorization } from './payment-intent-increment.js';
import { updatePaymentIntent } from './payment-intent-update.js';
import {
  cancelPaymentIntentParams,
  capturePaymentIntentParams,
  confirmPaymentIntentParams,
  createPaymentIntentParams,
  incrementAuthorizationParams,
  listPaymentIntentsParams,
  retrievePaymentIntentParams,
  updatePaymentIntentParams,
  verifyMicrodepositsParams,
} from './payment-intent.params.js';
import { paymentIntents } from './payment-intent.resource.js';

const permission = 'payment_intent';

/** Creates an intent and, when asked to, confirms it at once: a decline then leaves the intent behind. */
export function createAndConfirm(ctx: Context, params: CreateIntentParams): object {
  const intent = createPaymentIntent(ctx, params);
  if (params.confirm !== true) return intent;
  const {
    confirmation_token,
    error_on_requires_action,
    mandate,
    mandate_data,
    off_session,
    return_url,
    use_stripe_sdk,
  } = params;
  return confirmPaymentIntent(ctx, intent.id, {
    ...(confirmation_token === undefined ? {} : { confirmation_token }),
    ...(error_on_requires_action === undefined ? {} : { error_on_requires_action }),
    ...(mandate === undefined ? {} : { mandate }),
    ...(mandate_data === undefined ? {} : { mandate_data }),
    ...(off_session === undefined ? {} : { off_session }),
    ...(return_url === undefined ? {} : { return_url }),
    ...(use_stripe_sdk === undefined ? {} : { use_stripe_sdk }),
  });
}

function verifyMicrodeposits(ctx: Context, id: string, params: Infer<typeof verifyMicrodepositsParams>): object {
  const intent = ctx.require(paymentIntents, id);
  assertStatus(intent, ['requires_action'], 'verified');
  const { amounts, descriptor_code: code } = params;
  const sum = amounts?.toSorted((a, b) => a - b).join(',');
  if (code === 'SM11AA' || sum === '32,45') return answerPaymentChallenge(ctx, id, true);
  const isCode = code !== undefined;
  throw invalidRequest('The microdeposit verification values do not match what was sent to the bank account.', {
    code: isCode
      ? 'payment_method_microdeposit_verification_descriptor_code_mismatch'
      : 'payment_method_microdeposit_verification_amounts_mismatch',
  });
}

export const paymentIntentRoutes = [
  route({
    method: 'POST',
    path: '/v1/payment_intents',
    permission,
    params: createPaymentIntentParams,
    handle: (ctx) => createAndConfirm(ctx, ctx.params),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_intents',
    permission,
    params: listPaymentIntentsParams,
    handle: (ctx) => ctx.list(paymentIntents),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_intents/search',
    permission,
    params: searchParams,
    handle: (ctx) => ctx.search(paymentIntents),
  }),
  route({
    method: 'GET',
    path: '/v1/payment_intents/:id',
    permission,
    publishable: 'client_secret',
    params: retrievePaymentIntentParams,
    handle: (ctx) => ctx.require(paymentIntents, ctx.pathId()),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id',
    permission,
    params: updatePaymentIntentParams,
    handle: (ctx) => updatePaymentIntent(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/confirm',
    permission,
    publishable: 'client_secret',
    params: confirmPaymentIntentParams,
    handle: (ctx) => confirmPaymentIntent(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/capture',
    permission,
    params: capturePaymentIntentParams,
    handle: (ctx) => capturePaymentIntent(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    permission,
    params: cancelPaymentIntentParams,
    handle: (ctx) => cancelPaymentIntent(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/increment_authorization',
    permission,
    params: incrementAuthorizationParams,
    handle: (ctx) => incrementAuthorization(ctx, ctx.pathId(), ctx.params),
  }),
  route({
    method: 'POST',
    path: '/v1/payment_intents/:id/verify_microdeposits',
    permission,
    publishable: 'client_secret',
    params: verifyMicrodepositsParams,
    handle: (ctx) => verifyMicrodeposits(ctx, ctx.pathId(), ctx.params),
  }),
];
