import { defineFamily } from '../../core/resource.js';
import { amountLineItems, lineItemRoutes } from './amount-line-items.js';
import { debitResult, expireAuthorization } from './payment-intent-actions.js';
import { answerWaiting } from './payment-intent-waiting.js';
import { paymentIntents } from './payment-intent.resource.js';
import { paymentIntentRoutes } from './payment-intent.routes.js';

export const paymentIntentsFamily = defineFamily({
  name: 'payment_intents',
  resources: [paymentIntents, amountLineItems],
  routes: [...paymentIntentRoutes, ...lineItemRoutes],
  actions: [answerWaiting, expireAuthorization, debitResult],
  events: [
    'payment_intent.amount_capturable_updated',
    'payment_intent.canceled',
    'payment_intent.created',
    'payment_intent.payment_failed',
    'payment_intent.processing',
    'payment_intent.requires_action',
    'payment_intent.succeeded',
  ],
});
