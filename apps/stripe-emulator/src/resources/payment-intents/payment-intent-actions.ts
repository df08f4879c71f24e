import { action } from '../../core/resource.js';
import { charges } from '../charges/charge.resource.js';
import { settleCharge } from '../charges/charge-settlement.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { docUrl } from './payment-intent-errors.js';
import { releaseAuthorization } from './payment-intent-capture.js';
import { paymentIntents } from './payment-intent.resource.js';
import { succeed } from './payment-intent-attempt.js';

const DAY = 86_400;
/** How long a bank takes to answer a debit. */
export const DEBIT_SECONDS = 5 * DAY;

/** An authorization that nobody captured within seven days is released. */
export const expireAuthorization = action<{ intent: string }>('payment_intent.expire', (ctx, { intent: id }) => {
  const intent = ctx.find(paymentIntents, id);
  if (intent?.status !== 'requires_capture') return;
  releaseAuthorization(ctx, intent, 'automatic', true);
});

/** The bank's answer to a debit. */
export const debitResult = action<{ intent: string }>('payment_intent.debit_result', (ctx, { intent: id }) => {
  const before = ctx.find(paymentIntents, id);
  if (before?.status !== 'processing') return;
  const method = ctx.require(paymentMethods, before.payment_method as string);
  const chargeId = before.latest_charge as string;
  const bank = ctx.hidden(paymentMethods, method.id).bank;
  if (bank?.result !== 'fails') {
    const { charge, announce } = settleCharge(ctx, chargeId, {
      amount: before.amount,
      applicationFee: before.application_fee_amount,
    });
    ctx.emit('charge.succeeded', charge);
    announce();
    succeed(ctx, before, charge);
    return;
  }
  const code = bank.failureCode ?? 'generic_could_not_process';
  const message = bank.message ?? 'The transaction can not be processed.';
  const failed = ctx.update(charges, chargeId, {
    failure_code: code,
    failure_message: message,
    paid: false,
    status: 'failed',
  });
  const intent = ctx.update(paymentIntents, id, {
    last_payment_error: {
      charge: chargeId,
      code: 'payment_intent_payment_attempt_failed',
      decline_code: code,
      doc_url: docUrl('payment_intent_payment_attempt_failed'),
      message,
      payment_method: method,
      type: 'card_error',
    },
    payment_method: null,
    status: 'requires_payment_method',
  });
  ctx.emit('charge.failed', failed);
  ctx.emit('payment_intent.payment_failed', intent);
});
