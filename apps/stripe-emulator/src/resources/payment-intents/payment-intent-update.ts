import type Stripe from 'stripe';
import { saveLineItems } from './amount-line-items.js';
import type { Context } from '../../core/context.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import { assertChargeable } from '../pricing/charge-amount.js';
import { assertCustomer, assertUsable, methodOf, methodTypesOf } from './intent-methods.js';
import { assertMoneyPlan, moneyPlanOf, unexpectedState } from './payment-intent-checks.js';
import {
  amountDetailsOf,
  methodOptionsOf,
  paymentDetailsOf,
  shippingOf,
  transferDataOf,
} from './payment-intent-create.js';
import type { updatePaymentIntentParams } from './payment-intent.params.js';
import { paymentIntents } from './payment-intent.resource.js';

type UpdateParams = Infer<typeof updatePaymentIntentParams>;

const OPEN: readonly Stripe.PaymentIntent.Status[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];
/** What may still change after the payment was attempted. */
const ALWAYS: readonly string[] = [
  'description',
  'metadata',
  'receipt_email',
  'shipping',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
  'payment_details',
  'amount_details',
  'hooks',
];

export function updatePaymentIntent(ctx: Context, id: string, params: UpdateParams): Stripe.PaymentIntent {
  const before = ctx.require(paymentIntents, id);
  assertUpdatable(before, params);
  assertCustomer(ctx, params.customer);
  if (params.amount_details !== undefined && params.amount_details !== null)
    saveLineItems(ctx, id, params.amount_details.line_items);
  const plain = plainChanges(params, before);
  const types = typesAfter(params, before);
  const changed = ctx.update(paymentIntents, id, {
    ...plain,
    payment_method_types: types,
    payment_method_options: methodOptionsOf(types, params.payment_method_options, before.payment_method_options),
    ...(params.allowed_payment_method_types === undefined
      ? {}
      : { allowed_payment_method_types: params.allowed_payment_method_types }),
  });
  if (params.amount !== undefined || params.currency !== undefined) assertChargeable(changed.amount, changed.currency);
  assertMoneyPlan(ctx, moneyPlanOf(changed));
  const method = methodOf(ctx, params);
  if (method === undefined) return changed;
  assertUsable(ctx, method, { customer: changed.customer as string | null, types, kind: 'PaymentIntent' });
  const hidden = ctx.hidden(paymentIntents, id);
  return ctx.update(
    paymentIntents,
    id,
    { payment_method: method.id, next_action: null, status: 'requires_confirmation' },
    {
      ...hidden,
      challenge: null,
      isAuthenticated: false,
      cvcGiven: params.payment_method_data?.card?.cvc !== undefined,
    },
  );
}

function assertUpdatable(intent: Stripe.PaymentIntent, params: UpdateParams): void {
  if (OPEN.includes(intent.status)) return;
  const refused = Object.keys(params).find((name) => !ALWAYS.includes(name));
  if (refused === undefined) return;
  throw unexpectedState(
    intent,
    `This PaymentIntent's ${refused} could not be updated because it has a status of ${intent.status}. You may only update the ${refused} of a PaymentIntent with one of the following statuses: ${OPEN.join(', ')}.`,
  );
}

function typesAfter(params: UpdateParams, before: Stripe.PaymentIntent): string[] {
  const explicit = params.allowed_payment_method_types ?? params.payment_method_types;
  if (explicit === undefined && params.currency === undefined && params.excluded_payment_method_types === undefined)
    return before.payment_method_types;
  const isAutomatic = before.automatic_payment_methods?.enabled === true;
  return methodTypesOf({
    currency: params.currency ?? before.currency,
    explicit: explicit ?? (isAutomatic ? undefined : before.payment_method_types),
    excluded: params.excluded_payment_method_types ?? before.excluded_payment_method_types,
    allowsRedirects: before.automatic_payment_methods?.allow_redirects !== 'never',
  });
}

function plainChanges(params: UpdateParams, before: Stripe.PaymentIntent): Partial<Stripe.PaymentIntent> {
  const { amount, application_fee_amount: fee, capture_method, currency, customer, customer_account } = params;
  const { description, receipt_email, setup_future_usage, shipping, transfer_data, transfer_group } = params;
  const { statement_descriptor, statement_descriptor_suffix, amount_details, payment_details } = params;
  return defined({
    amount,
    application_fee_amount: fee,
    capture_method,
    currency,
    customer,
    customer_account,
    description,
    receipt_email,
    setup_future_usage,
    transfer_group,
    statement_descriptor,
    statement_descriptor_suffix,
    excluded_payment_method_types: params.excluded_payment_method_types,
    shipping: shipping == null ? shipping : shippingOf(shipping),
    metadata: params.metadata === undefined ? undefined : mergeMetadata(before.metadata, params.metadata),
    transfer_data:
      transfer_data === undefined || before.transfer_data == null
        ? undefined
        : transferDataOf(transfer_data, before.transfer_data),
    amount_details: amount_details == null ? undefined : amountDetailsOf(amount_details),
    payment_details: payment_details == null ? undefined : paymentDetailsOf(payment_details),
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what was not given, so that it keeps its value. */
function defined<T extends object>(changes: T): Defined<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Defined<T>;
}
