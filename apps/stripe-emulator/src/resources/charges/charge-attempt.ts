import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import type { Decline } from '../payment-methods/card-behaviour.js';
import { outcomeOf, paymentMethodDetails } from './charge-details.js';
import type { ChargeRequest } from './charge-request.js';
import { paymentMethods, sourceKindOf } from '../payment-methods/payment-method.resource.js';
import { sourceObjectOf } from '../sources/source-objects.js';
import { charges } from './charge.resource.js';
import { applicationId } from '../transfers/transfer-money.js';

export type AttemptResult =
  | { readonly status: 'succeeded' | 'pending'; readonly isReviewed?: boolean }
  | { readonly status: 'failed'; readonly decline: Decline };

/**
 * Records an attempt as a charge. No money moves: that is `settleCharge`, for a charge that succeeded and is captured.
 * The events are the caller's.
 */
export function recordCharge(ctx: Context, request: ChargeRequest, result: AttemptResult): Stripe.Charge {
  const decline = result.status === 'failed' ? result.decline : null;
  const { method, transferData } = request;
  const id = ctx.id(method.type === 'card' ? charges.idPrefix : 'py');
  const group = request.transferGroup ?? (transferData === null ? null : `group_${request.intent ?? id}`);
  return ctx.insert(
    charges,
    {
      id,
      object: 'charge',
      amount: request.amount,
      amount_captured: 0,
      amount_refunded: 0,
      application: ctx.isConnected && request.applicationFeeAmount !== null ? applicationId(ctx) : null,
      application_fee: null,
      application_fee_amount: request.applicationFeeAmount,
      balance_transaction: null,
      billing_details: method.billing_details,
      calculated_statement_descriptor: descriptorOf(request),
      captured: false,
      created: ctx.now,
      currency: request.currency,
      customer: request.customer,
      description: request.description,
      disputed: false,
      failure_balance_transaction: null,
      failure_code: decline?.code ?? null,
      failure_message: decline?.message ?? null,
      fraud_details: decline?.declineCode === 'fraudulent' ? { stripe_report: 'fraudulent' } : {},
      livemode: false,
      metadata: request.metadata,
      on_behalf_of: request.onBehalfOf,
      outcome: outcomeOf(request.card, decline, result.status !== 'failed' && result.isReviewed === true),
      paid: result.status === 'succeeded',
      payment_intent: request.intent,
      payment_method: method.id,
      payment_method_details: paymentMethodDetails(request, ctx.now),
      radar_options: {},
      receipt_email: request.receiptEmail,
      receipt_number: null,
      receipt_url: result.status === 'failed' ? null : `${ctx.baseUrl}/receipts/payment/${id}`,
      refunded: false,
      review: null,
      shipping: request.shipping,
      source:
        sourceKindOf(method.id) === undefined ? null : sourceObjectOf(method, ctx.hidden(paymentMethods, method.id)),
      source_transfer: null,
      statement_descriptor: request.statementDescriptor,
      statement_descriptor_suffix: request.statementDescriptorSuffix,
      status: result.status,
      transfer_data:
        transferData === null ? null : { amount: transferData.amount, destination: transferData.destination },
      transfer_group: group,
    },
    {
      card: request.card?.key ?? null,
      sourceType: method.type === 'us_bank_account' ? 'bank_account' : 'card',
      transfer: transferData,
    },
  );
}

function descriptorOf({ statementDescriptor, statementDescriptorSuffix }: ChargeRequest): string {
  const prefix = statementDescriptor ?? 'STRIPE EMULATOR';
  return (statementDescriptorSuffix === null ? prefix : `${prefix}* ${statementDescriptorSuffix}`).slice(0, 22);
}
