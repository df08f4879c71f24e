import type Stripe from 'stripe';
import { saveLineItems } from './amount-line-items.js';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata, type Infer } from '../../core/params.js';
import {
  configurationDetails,
  configurationFor,
  offers,
} from '../payment-method-configurations/payment-method-configuration.resource.js';
import { assertChargeable } from '../pricing/charge-amount.js';
import { PAYMENT_OPTIONS, withWholeGroups } from '../payment-methods/method-options.js';
import { assertCanCharge } from '../pricing/connect-checks.js';
import { applicationId } from '../transfers/transfer-money.js';
import { assertCustomer, assertUsable, methodOf, methodTypesOf } from './intent-methods.js';
import { assertMoneyPlan } from './payment-intent-checks.js';
import type { createPaymentIntentParams } from './payment-intent.params.js';
import { paymentIntents } from './payment-intent.resource.js';

export type CreateIntentParams = Infer<typeof createPaymentIntentParams>;
type Options = NonNullable<Stripe.PaymentIntent.PaymentMethodOptions>;

/** From this version on, Stripe chooses the methods unless told, and captures asynchronously unless told. */
const AUTOMATIC_METHODS_SINCE = '2023-08-16';
const ASYNC_CAPTURE_SINCE = '2024-04-10';

/** Creates an intent of the context's account, not yet confirmed. */
export function createPaymentIntent(ctx: Context, params: CreateIntentParams): Stripe.PaymentIntent {
  assertChargeable(params.amount, params.currency);
  assertCombinations(params);
  assertCanCharge(ctx);
  assertCustomer(ctx, params.customer);
  assertMoneyPlan(ctx, {
    amount: params.amount,
    applicationFeeAmount: params.application_fee_amount ?? null,
    onBehalfOf: params.on_behalf_of ?? null,
    destination: params.transfer_data?.destination ?? null,
    transferAmount: params.transfer_data?.amount ?? null,
  });
  const automatic = automaticMethodsOf(ctx, params);
  const configuration = automatic === null ? undefined : configurationFor(ctx, params.payment_method_configuration);
  const types = methodTypesOf({
    currency: params.currency,
    explicit:
      params.allowed_payment_method_types ?? params.payment_method_types ?? typesUnlessAutomatic(ctx, automatic),
    excluded: params.excluded_payment_method_types,
    allowsRedirects: automatic?.allow_redirects !== 'never',
    isOffered: (type) => offers(configuration, type),
  });
  const method = methodOf(ctx, params);
  if (method !== undefined)
    assertUsable(ctx, method, { customer: params.customer ?? null, types, kind: 'PaymentIntent' });
  const intent = ctx.insert(
    paymentIntents,
    { ...newIntent(ctx, params, types, automatic, method), ...configurationDetails(configuration) },
    {
      challenge: null,
      isAuthenticated: false,
      isOffSession: false,
      cvcGiven: params.payment_method_data?.card?.cvc !== undefined,
      mandate: null,
      scheduled: null,
    },
  );
  saveLineItems(ctx, intent.id, params.amount_details?.line_items);
  ctx.emit('payment_intent.created', intent);
  return intent;
}

function assertCombinations(params: CreateIntentParams): void {
  const methodTypes = params.allowed_payment_method_types ?? params.payment_method_types;
  if (methodTypes !== undefined && params.automatic_payment_methods?.enabled === true)
    throw invalidRequest(
      'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
      { code: 'parameters_exclusive', param: 'automatic_payment_methods' },
    );
  if (params.confirm === true) return;
  for (const name of [
    'confirmation_token',
    'off_session',
    'return_url',
    'mandate_data',
    'error_on_requires_action',
    'mandate',
  ] as const)
    if (params[name] !== undefined)
      throw invalidRequest(
        `The parameter \`${name}\` cannot be passed when creating a PaymentIntent unless \`confirm\` is set to true.`,
        { code: 'parameter_invalid', param: name },
      );
}

function automaticMethodsOf(
  ctx: Context,
  params: CreateIntentParams,
): Stripe.PaymentIntent.AutomaticPaymentMethods | null {
  const { automatic_payment_methods: asked } = params;
  if (asked !== undefined) return { allow_redirects: asked.allow_redirects ?? 'always', enabled: asked.enabled };
  const isExplicit = (params.allowed_payment_method_types ?? params.payment_method_types) !== undefined;
  if (isExplicit || params.confirmation_method === 'manual' || ctx.apiVersion < AUTOMATIC_METHODS_SINCE) return null;
  return { allow_redirects: 'always', enabled: true };
}

/** What older versions offer where nothing else was asked for. */
function typesUnlessAutomatic(ctx: Context, automatic: object | null): string[] | undefined {
  return automatic === null && ctx.apiVersion < AUTOMATIC_METHODS_SINCE ? ['card'] : undefined;
}

function newIntent(
  ctx: Context,
  params: CreateIntentParams,
  types: string[],
  automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null,
  method: Stripe.PaymentMethod | undefined,
): Stripe.PaymentIntent {
  const id = ctx.id(paymentIntents.idPrefix);
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount: params.amount,
    amount_capturable: 0,
    ...(params.amount_details === undefined ? {} : { amount_details: amountDetailsOf(params.amount_details) }),
    amount_received: 0,
    application: ctx.isConnected ? applicationId(ctx) : null,
    application_fee_amount: params.application_fee_amount ?? null,
    automatic_payment_methods: automatic,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? (ctx.apiVersion < ASYNC_CAPTURE_SINCE ? 'automatic' : 'automatic_async'),
    client_secret: `${id}_secret_${ctx.secret(25)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: ctx.now,
    currency: params.currency,
    customer: params.customer ?? null,
    customer_account: params.customer_account ?? null,
    description: params.description ?? null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata({}, params.metadata),
    next_action: null,
    on_behalf_of: params.on_behalf_of ?? null,
    ...(params.payment_details === undefined ? {} : { payment_details: paymentDetailsOf(params.payment_details) }),
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: methodOptionsOf(types, params.payment_method_options),
    payment_method_types: types,
    payment_record: null,
    processing: null,
    receipt_email: params.receipt_email ?? null,
    review: null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: params.shipping === undefined ? null : shippingOf(params.shipping),
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: method === undefined ? 'requires_payment_method' : 'requires_confirmation',
    transfer_data: params.transfer_data === undefined ? null : transferDataOf(params.transfer_data),
    transfer_group: params.transfer_group ?? null,
  };
}

type TransferDataParam = Partial<NonNullable<CreateIntentParams['transfer_data']>>;

/** `transfer_data` as the intent shows it: only what was given. */
export function transferDataOf(
  change: TransferDataParam,
  before?: Stripe.PaymentIntent.TransferData,
): Stripe.PaymentIntent.TransferData {
  const { amount = before?.amount, description = before?.description, metadata, payment_data } = change;
  const destination = change.destination ?? (before?.destination as string);
  const payment = payment_data?.description ?? before?.payment_data?.description;
  return {
    destination,
    ...(amount === undefined ? {} : { amount }),
    ...(description === undefined ? {} : { description }),
    ...(metadata === undefined && before?.metadata === undefined
      ? {}
      : { metadata: mergeMetadata(before?.metadata ?? {}, metadata) }),
    ...(payment_data === undefined && before?.payment_data === undefined
      ? {}
      : {
          payment_data: {
            ...(payment === undefined ? {} : { description: payment }),
            metadata: mergeMetadata(before?.payment_data?.metadata ?? {}, payment_data?.metadata),
          },
        }),
  };
}

export function shippingOf(shipping: NonNullable<CreateIntentParams['shipping']>): Stripe.PaymentIntent.Shipping {
  const {
    city = null,
    country = null,
    line1 = null,
    line2 = null,
    postal_code = null,
    state = null,
  } = shipping.address;
  return {
    address: { city, country, line1, line2, postal_code, state },
    carrier: shipping.carrier ?? null,
    name: shipping.name,
    phone: shipping.phone ?? null,
    tracking_number: shipping.tracking_number ?? null,
  };
}

export function amountDetailsOf(
  details: NonNullable<CreateIntentParams['amount_details']>,
): Stripe.PaymentIntent.AmountDetails {
  const { discount_amount: discount, shipping, tax } = details;
  return {
    ...(discount == null ? {} : { discount_amount: discount }),
    ...(shipping == null
      ? {}
      : {
          shipping: {
            amount: shipping.amount ?? null,
            from_postal_code: shipping.from_postal_code ?? null,
            to_postal_code: shipping.to_postal_code ?? null,
          },
        }),
    ...(tax == null ? {} : { tax: { total_tax_amount: tax.total_tax_amount } }),
    tip: {},
  };
}

export function paymentDetailsOf(
  details: NonNullable<CreateIntentParams['payment_details']>,
): Stripe.PaymentIntent.PaymentDetails {
  return {
    customer_reference: details.customer_reference ?? null,
    order_reference: details.order_reference ?? null,
  };
}

/** Options per offered method: Stripe's defaults under what was given. */
export function methodOptionsOf(
  types: readonly string[],
  change: CreateIntentParams['payment_method_options'],
  before?: Stripe.PaymentIntent.PaymentMethodOptions | null,
): Options {
  const given = (change ?? {}) as Readonly<Record<string, object | undefined>>;
  const known = (before ?? {}) as Readonly<Record<string, object | undefined>>;
  return Object.fromEntries(
    types
      .filter((type) => type !== 'custom')
      .map((type) => {
        const change = withWholeGroups(type, withoutSecrets(given[type] ?? {}));
        return [type, merged(known[type] ?? PAYMENT_OPTIONS[type] ?? {}, change)];
      }),
  );
}

/** Parameters that are used once and never shown. */
function withoutSecrets(options: object): object {
  const { cvc_token: _token, three_d_secure: _proof, moto: _moto, ...shown } = options as Record<string, unknown>;
  return shown;
}

/** What was emptied goes, unless it is one of the options that are always shown. */
function merged(before: object, change: object): object {
  const isShown = ([name, value]: [string, unknown]): boolean => value !== null || name in before;
  return { ...before, ...Object.fromEntries(Object.entries(change).filter(isShown)) };
}
