import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { assertCanReceive, assertCanSettle } from '../pricing/connect-checks.js';

export type IntentStatus = Stripe.PaymentIntent.Status;

/** What an intent asks to be done with the money. */
interface MoneyPlan {
  readonly amount: number;
  readonly applicationFeeAmount: number | null;
  readonly onBehalfOf: string | null;
  readonly destination: string | null;
  readonly transferAmount: number | null;
}

/** @throws StripeError for combinations that Stripe refuses before anything happens */
export function assertMoneyPlan(ctx: Context, plan: MoneyPlan): void {
  const { amount, applicationFeeAmount: fee, destination, transferAmount } = plan;
  if (fee !== null) {
    if (transferAmount !== null)
      throw invalidRequest(
        'You may only specify one of these parameters: application_fee_amount, transfer_data[amount].',
        { code: 'parameters_exclusive', param: 'application_fee_amount' },
      );
    if (destination === null && !ctx.isConnected)
      throw invalidRequest(
        'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
        { param: 'application_fee_amount' },
      );
    if (fee > amount)
      throw invalidRequest('The application fee amount cannot be greater than the amount of the PaymentIntent.', {
        code: 'parameter_invalid_integer',
        param: 'application_fee_amount',
      });
  }
  if (transferAmount !== null && transferAmount > amount)
    throw invalidRequest('The transfer_data[amount] cannot be greater than the amount of the PaymentIntent.', {
      code: 'parameter_invalid_integer',
      param: 'transfer_data[amount]',
    });
  if (destination !== null) assertCanReceive(ctx, destination, 'transfer_data[destination]');
  if (plan.onBehalfOf !== null) assertCanSettle(ctx, plan.onBehalfOf);
}

/** The plan of a stored intent. */
export function moneyPlanOf(intent: Stripe.PaymentIntent): MoneyPlan {
  return {
    amount: intent.amount,
    applicationFeeAmount: intent.application_fee_amount,
    onBehalfOf: intent.on_behalf_of as string | null,
    destination: (intent.transfer_data?.destination as string | undefined) ?? null,
    transferAmount: intent.transfer_data?.amount ?? null,
  };
}

/** 400 `payment_intent_unexpected_state`, with the intent in the error as Stripe has it. */
export function unexpectedState(intent: Stripe.PaymentIntent, message: string) {
  return invalidRequest(message, { code: 'payment_intent_unexpected_state', extra: { payment_intent: intent } });
}

/** @param verb what was to be done, e.g. `capture` */
export function assertStatus(intent: Stripe.PaymentIntent, allowed: readonly IntentStatus[], verb: string): void {
  if (allowed.includes(intent.status)) return;
  if (verb === 'confirm' && intent.status === 'succeeded')
    throw unexpectedState(
      intent,
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
    );
  const passive: Readonly<Record<string, string>> = { cancel: 'canceled', capture: 'captured', confirm: 'confirmed' };
  const refusal =
    verb === 'cancel' || verb === 'confirm'
      ? `You cannot ${verb} this PaymentIntent`
      : `This PaymentIntent could not be ${passive[verb] ?? verb}`;
  throw unexpectedState(
    intent,
    `${refusal} because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${passive[verb] ?? verb}: ${allowed.join(', ')}.`,
  );
}
