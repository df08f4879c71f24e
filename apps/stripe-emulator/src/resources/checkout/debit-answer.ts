import type { Context } from '../../core/context.js';
import { debitResult } from '../payment-intents/payment-intent-actions.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { checkoutSessions } from './session.resource.js';

/** Lets the bank answer the debit of a session at once, days before its time; nothing for other ways to pay. */
export function answerDebitNow(ctx: Context, sessionId: string): void {
  const { intent } = ctx.hidden(checkoutSessions, sessionId);
  if (intent === null || ctx.find(paymentIntents, intent)?.status !== 'processing') return;
  const { scheduled } = ctx.hidden(paymentIntents, intent);
  if (scheduled === null) return;
  ctx.cancel(scheduled);
  debitResult.run(ctx, { intent });
}
