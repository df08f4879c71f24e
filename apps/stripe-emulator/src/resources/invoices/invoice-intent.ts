import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { methodTypesOf } from '../payment-intents/intent-methods.js';
import { createPaymentIntent, type CreateIntentParams } from '../payment-intents/payment-intent-create.js';
import { paymentIntents } from '../payment-intents/payment-intent.resource.js';
import { updatePaymentIntent } from '../payment-intents/payment-intent-update.js';
import { percentOf } from '../prices/decimal.js';
import { formatAmount } from '../pricing/charge-amount.js';
import { invoicePayments } from './invoice-payment.resource.js';
import { invoices, openIntentOf } from './invoice.resource.js';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  subscription_create: 'Subscription creation',
  subscription_cycle: 'Subscription update',
  subscription_update: 'Subscription update',
};

/** The largest amount that Stripe charges at once. */
const MOST = 99_999_999;

/** What an invoice may ask of 3D Secure. */
const CHALLENGES = ['any', 'challenge'] as const;

/** Makes the PaymentIntent by which an invoice is paid, and the payment that ties the two. */
export function requestPayment(ctx: Context, invoice: Stripe.Invoice, amount: number): Stripe.PaymentIntent {
  if (amount > MOST)
    throw invalidRequest(`Amount must be no more than ${formatAmount(MOST, invoice.currency)}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  const intent = createPaymentIntent(ctx, intentParams(ctx, invoice, amount));
  for (const other of ctx.all(invoicePayments, { invoice: invoice.id }))
    if (other.is_default) ctx.update(invoicePayments, other.id, { is_default: false });
  ctx.insert(invoicePayments, {
    id: ctx.id(invoicePayments.idPrefix),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: amount,
    created: ctx.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
  return intent;
}

function intentParams(ctx: Context, invoice: Stripe.Invoice, amount: number): CreateIntentParams {
  const hidden = ctx.hidden(invoices, invoice.id);
  const explicit = invoice.payment_settings.payment_method_types ?? undefined;
  const types = methodTypesOf({ currency: invoice.currency, explicit, excluded: null, allowsRedirects: true });
  const { transferData, applicationFeeAmount, applicationFeePercent } = hidden;
  const fee = applicationFeePercent === null ? applicationFeeAmount : percentOf(amount, applicationFeePercent);
  const share = transferData?.amount_percent;
  const passedOn = share == null ? (transferData?.amount ?? null) : percentOf(amount, share);
  const card = invoice.payment_settings.payment_method_options?.card ?? null;
  const requested = CHALLENGES.find((name) => name === card?.request_three_d_secure);
  return {
    amount,
    currency: invoice.currency,
    customer: invoice.customer as string,
    description: DESCRIPTIONS[invoice.billing_reason ?? ''] ?? 'Payment for Invoice',
    payment_method_types: types as NonNullable<CreateIntentParams['payment_method_types']>,
    ...(hidden.savesPaymentMethod ? { setup_future_usage: 'off_session' as const } : {}),
    ...(invoice.on_behalf_of === null ? {} : { on_behalf_of: invoice.on_behalf_of as string }),
    ...(invoice.statement_descriptor === null || !types.some((type) => type !== 'card')
      ? {}
      : { statement_descriptor: invoice.statement_descriptor }),
    ...(fee === null || fee === 0 ? {} : { application_fee_amount: fee }),
    ...(transferData === null
      ? {}
      : {
          transfer_data: {
            destination: transferData.destination as string,
            ...(passedOn === null ? {} : { amount: passedOn }),
          },
        }),
    ...(requested !== undefined ? { payment_method_options: { card: { request_three_d_secure: requested } } } : {}),
  };
}

/** The PaymentIntent to collect an open invoice with: the one it has, brought up to date, or a new one. */
export function payableIntent(ctx: Context, invoice: Stripe.Invoice): Stripe.PaymentIntent {
  const id = openIntentOf(ctx, invoice.id);
  const known = id === null ? undefined : ctx.find(paymentIntents, id);
  if (known === undefined || known.status === 'canceled' || known.status === 'succeeded')
    return requestPayment(ctx, invoice, invoice.amount_remaining);
  if (known.amount === invoice.amount_remaining || known.status === 'processing') return known;
  const payment = ctx.all(invoicePayments, { payment_intent: known.id })[0];
  if (payment !== undefined) ctx.update(invoicePayments, payment.id, { amount_requested: invoice.amount_remaining });
  return updatePaymentIntent(ctx, known.id, { amount: invoice.amount_remaining });
}
