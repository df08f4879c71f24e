import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { action } from '../../core/resource.js';
import { METHOD_KINDS } from '../payment-methods/method-kinds.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { afterPayment } from './charge-aftermath.js';
import { recordCharge } from './charge-attempt.js';
import type { ChargeRequest } from './charge-request.js';
import { settleCharge } from './charge-settlement.js';
import { charges } from './charge.resource.js';

/** How long a bank takes to answer. */
const DEBIT_SECONDS = 5 * 86_400;

/** Whether a payment method is a bank account, whose bank answers after days. */
export function isBankDebit(method: Stripe.PaymentMethod): boolean {
  return METHOD_KINDS[method.type]?.isDelayed === true;
}

/** Debits a bank account without an intent: the charge is pending until the bank has answered. */
export function debitBank(ctx: Context, request: ChargeRequest): Stripe.Charge {
  const { bank, isVerified } = ctx.hidden(paymentMethods, request.method.id);
  if (request.method.us_bank_account !== undefined && !isVerified)
    throw invalidRequest('This bank account must be verified before it can be charged.', {
      code: 'bank_account_unverified',
      param: 'source',
    });
  const charge = recordCharge(ctx, request, { status: 'pending' });
  if (bank?.result !== 'stays_processing') {
    const at = ctx.now + DEBIT_SECONDS * (bank?.isLate === true ? 2 : 1);
    ctx.schedule(answerDebit, at, { charge: charge.id });
  }
  ctx.emit('charge.pending', charge);
  return charge;
}

/** The bank's answer to a debit that no intent waits for. */
export const answerDebit = action<{ charge: string }>('charge.debit_result', (ctx, { charge: id }) => {
  const before = ctx.find(charges, id);
  if (before?.status !== 'pending') return;
  const { bank } = ctx.hidden(paymentMethods, before.payment_method as string);
  if (bank?.result === 'fails') {
    const failed = ctx.update(charges, id, {
      failure_code: bank.failureCode ?? 'generic_could_not_process',
      failure_message: bank.message ?? 'The transaction can not be processed.',
      status: 'failed',
    });
    ctx.emit('charge.failed', failed);
    return;
  }
  const { charge, announce } = settleCharge(ctx, id, {
    amount: before.amount,
    applicationFee: before.application_fee_amount,
  });
  ctx.emit('charge.succeeded', charge);
  announce();
  afterPayment(ctx, id);
});
