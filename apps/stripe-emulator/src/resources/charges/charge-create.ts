import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { cardError, invalidRequest, resourceMissing, StripeError } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { action } from '../../core/resource.js';
import { customers } from '../customers/customer.resource.js';
import { assertCustomer } from '../payment-intents/intent-methods.js';
import { assertMoneyPlan } from '../payment-intents/payment-intent-checks.js';
import { shippingOf } from '../payment-intents/payment-intent-create.js';
import { capturePaymentIntent } from '../payment-intents/payment-intent-capture.js';
import { resolvePaymentMethod } from '../payment-methods/payment-method-factory.js';
import { paymentMethods, sourceKindOf } from '../payment-methods/payment-method.resource.js';
import { testCardByName } from '../payment-methods/test-cards.js';
import { assertChargeable } from '../pricing/charge-amount.js';
import { refundAuthorization, releaseRest } from '../refunds/refund-authorization.js';
import { consumeSource } from '../sources/source-state.js';
import { makeSource } from '../sources/source-data.js';
import { declineOf, isReviewed } from '../radar/radar-decision.js';
import { verdictOf } from '../radar/rules.js';
import { afterPayment } from './charge-aftermath.js';
import { recordCharge } from './charge-attempt.js';
import { debitBank, isBankDebit } from './charge-debit.js';
import { AUTHORIZATION_SECONDS } from './charge-details.js';
import type { ChargeRequest } from './charge-request.js';
import { settleCharge } from './charge-settlement.js';
import type { captureChargeParams, createChargeParams } from './charge.params.js';
import { charges } from './charge.resource.js';

type CreateParams = Infer<typeof createChargeParams>;

/** The older way to pay: one call with a token, no authentication. */
export function createCharge(ctx: Context, params: CreateParams): Stripe.Charge {
  assertChargeable(params.amount, params.currency);
  assertCustomer(ctx, params.customer);
  const request = requestOf(ctx, params);
  assertMoneyPlan(ctx, {
    amount: params.amount,
    applicationFeeAmount: request.applicationFeeAmount,
    onBehalfOf: request.onBehalfOf,
    destination: request.transferData?.destination ?? null,
    transferAmount: request.transferData?.amount ?? null,
  });
  consumeSource(ctx, request.method.id, params.amount);
  const verdict = verdictOf(ctx, request);
  const decline = declineOf(request, verdict);
  if (decline !== undefined) {
    const charge = recordCharge(ctx, request, { status: 'failed', decline });
    ctx.emit('charge.failed', charge);
    const { code, declineCode, message, param } = decline;
    throw cardError(message, { code, declineCode, param, extra: { charge: charge.id } }).keepChanges();
  }
  if (isBankDebit(request.method)) return debitBank(ctx, request);
  const charge = recordCharge(ctx, request, { status: 'succeeded', isReviewed: isReviewed(request, verdict) });
  if (!request.captures) {
    ctx.schedule(expireCharge, ctx.now + AUTHORIZATION_SECONDS, { charge: charge.id });
    ctx.emit('charge.succeeded', charge);
    afterPayment(ctx, charge.id);
    return charge;
  }
  const { charge: settled, announce } = settleCharge(ctx, charge.id, {
    amount: params.amount,
    applicationFee: request.applicationFeeAmount,
  });
  ctx.emit('charge.succeeded', settled);
  announce();
  afterPayment(ctx, settled.id);
  // As it was before a dispute: that arrives a moment later at Stripe, and old clients rely on the difference.
  return settled;
}

function requestOf(ctx: Context, params: CreateParams): ChargeRequest {
  const method = methodOf(ctx, params);
  const { card } = ctx.hidden(paymentMethods, method.id);
  const older = typeof params.destination === 'string' ? { account: params.destination } : params.destination;
  const destination =
    params.transfer_data ?? (older === undefined ? undefined : { destination: older.account, amount: older.amount });
  return {
    amount: params.amount,
    currency: params.currency,
    method,
    card: card === null ? null : (testCardByName(card) ?? null),
    intent: null,
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    receiptEmail: params.receipt_email ?? null,
    shipping: params.shipping === undefined ? null : shippingOf(params.shipping),
    statementDescriptor: params.statement_descriptor ?? null,
    statementDescriptorSuffix: params.statement_descriptor_suffix ?? null,
    onBehalfOf: params.on_behalf_of ?? null,
    transferData:
      destination === undefined
        ? null
        : {
            destination: destination.destination,
            amount: destination.amount ?? null,
            description: null,
            metadata: {},
            paymentDescription: null,
            paymentMetadata: {},
          },
    transferGroup: params.transfer_group ?? null,
    applicationFeeAmount: params.application_fee_amount ?? params.application_fee ?? null,
    captures: params.capture !== false,
    authentication: 'none',
    mandate: null,
    cvcGiven: false,
  };
}

/** A token, something saved, or the customer's default source. */
function methodOf(ctx: Context, { card, source = card, customer }: CreateParams): Stripe.PaymentMethod {
  if (source !== undefined) return ofSource(ctx, source, customer);
  if (customer === undefined) throw invalidRequest('Must provide source or customer.', { code: 'parameter_missing' });
  const chosen = ctx.require(customers, customer).default_source as string | null;
  if (chosen !== null) return ctx.require(paymentMethods, chosen);
  throw cardError('Cannot charge a customer that has no active card', { code: 'missing', param: 'card' });
}

/** A saved source must be named together with its customer; a token makes a card that nobody keeps. */
function ofSource(
  ctx: Context,
  source: CreateParams['source'] & {},
  customer: string | undefined,
): Stripe.PaymentMethod {
  const known = typeof source === 'string' ? ctx.find(paymentMethods, source) : undefined;
  if (known === undefined)
    return typeof source === 'string' && source.startsWith('pm_')
      ? resolvePaymentMethod(ctx, source, 'source')
      : makeSource(ctx, source, { customer: null, param: 'source' });
  const owner = known.customer as string | null;
  if (customer !== undefined && owner !== customer && sourceKindOf(known.id) !== undefined)
    throw new StripeError(
      404,
      'invalid_request_error',
      `Customer ${customer} does not have a linked source with ID ${known.id}.`,
      { code: 'missing', param: 'source' },
    );
  if (customer === undefined && owner !== null) throw resourceMissing('source', known.id, 'source');
  return known;
}

/** Captures a charge that was only authorized; that of an intent by way of the intent. */
export function captureCharge(ctx: Context, id: string, params: Infer<typeof captureChargeParams>): Stripe.Charge {
  const before = ctx.require(charges, id);
  if (before.captured)
    throw invalidRequest(`Charge ${id} has already been captured.`, { code: 'charge_already_captured' });
  if (before.refunded)
    throw invalidRequest(`Charge ${id} has expired or was released and cannot be captured.`, {
      code: 'charge_expired_for_capture',
    });
  if (before.status !== 'succeeded') throw invalidRequest(`Charge ${id} cannot be captured: it is ${before.status}.`);
  const fee = params.application_fee_amount ?? params.application_fee;
  if (before.payment_intent !== null) {
    capturePaymentIntent(ctx, before.payment_intent as string, {
      ...(params.amount === undefined ? {} : { amount_to_capture: params.amount }),
      ...(fee === undefined ? {} : { application_fee_amount: fee }),
      ...(params.transfer_data === undefined ? {} : { transfer_data: params.transfer_data }),
    });
    return ctx.require(charges, id);
  }
  const amount = params.amount ?? before.amount;
  if (amount > before.amount)
    throw invalidRequest(`You cannot capture more than the authorized amount (${before.amount}).`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  const asked = fee ?? before.application_fee_amount;
  const { charge: settled, announce } = settleCharge(ctx, id, {
    amount,
    applicationFee: asked === null ? null : Math.min(asked, amount),
    transferAmount: params.transfer_data?.amount,
  });
  const charge = releaseRest(ctx, settled);
  ctx.emit('charge.captured', charge, before);
  announce();
  afterPayment(ctx, charge.id);
  return charge;
}

/** An uncaptured charge without an intent is released after seven days. */
export const expireCharge = action<{ charge: string }>('charge.expire', (ctx, { charge: id }) => {
  const before = ctx.find(charges, id);
  if (before === undefined || before.captured || before.refunded) return;
  ctx.emit('charge.expired', refundAuthorization(ctx, before), before);
});
