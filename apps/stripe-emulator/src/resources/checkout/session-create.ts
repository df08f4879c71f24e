import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { atCustomersTime } from '../test-clocks/clock-time.js';
import { customers } from '../customers/customer.resource.js';
import { methodTypesOf } from '../payment-intents/intent-methods.js';
import {
  configurationDetails,
  configurationFor,
  offers,
} from '../payment-method-configurations/payment-method-configuration.resource.js';
import { prices } from '../prices/price.resource.js';
import { createSetupIntent } from '../setup-intents/setup-intent-create.js';
import { createShippingRate } from '../shipping-rates/shipping-rates.family.js';
import { shippingRates } from '../shipping-rates/shipping-rate.resource.js';
import { priceBasket, shippingAmount, type Totals } from './checkout-amounts.js';
import { checkoutLines, type CheckoutLine } from './checkout-lines.js';
import { merchantName } from './merchant.js';
import {
  assertParams,
  assertPayment,
  assertPrices,
  assertTotal,
  uiModeOf,
  type Mode,
  type UiMode,
} from './session-checks.js';
import { expireByClock } from './session-expire.js';
import * as field from './session-fields.js';
import type { CreateSessionParams } from './session.params.js';
import { beginPayment } from './session-pay.js';
import { checkoutSessions } from './session.resource.js';

type Session = Stripe.Checkout.Session;
const DAY = 86_400;
/** From this version on a payment is created when the payer pays. */
const LATE_INTENT_SINCE = '2022-08-01';

export interface Origin {
  readonly paymentLink?: string;
  readonly recoveredFrom?: string;
  /** Lines that stand already: of a link, whose prices may be inactive. */
  readonly lines?: readonly CheckoutLine[];
  /** What the page says at the end where it leads nowhere. */
  readonly confirmation?: string;
}

/** Opens a checkout. @param origin what it was opened by, when not by a request */
export function createCheckoutSession(anyTime: Context, params: CreateSessionParams, origin: Origin = {}): Session {
  const { mode } = params;
  if (mode === undefined) throw missingParam('mode');
  const ctx = params.customer === undefined ? anyTime : atCustomersTime(anyTime, params.customer);
  const ui = uiModeOf(params.ui_mode);
  assertParams(ctx, params, mode, ui, origin.paymentLink !== undefined);
  const id = `cs_test_a1${ctx.secret(56)}`;
  for (const [index, { price }] of (params.optional_items ?? []).entries())
    ctx.require(prices, price, `optional_items[${index}][price]`);
  const lines = origin.lines ?? checkoutLines(ctx, params.line_items ?? []);
  if (mode !== 'setup') assertPrices(lines, mode);
  const currency = params.currency ?? lines[0]?.price.currency ?? null;
  const options = shippingOptionsOf(ctx, params.shipping_options ?? [], currency);
  const shippingRate = (options[0]?.shipping_rate as string | undefined) ?? null;
  const totals =
    currency === null || mode === 'setup' ? null : totalsFor(ctx, id, params, lines, currency, shippingRate);
  if (totals !== null && currency !== null) assertTotal(totals.total, currency, mode);
  if (mode === 'payment') assertPayment(ctx, totals?.total ?? 0, params.payment_intent_data);
  const session = newSession(ctx, id, params, { mode, ui, currency, totals, options, origin });
  const expiry = ctx.schedule(expireByClock, session.expires_at, { session: id });
  ctx.insert(checkoutSessions, session, {
    params,
    discounts: params.discounts ?? [],
    breakdown: totals?.breakdown ?? { discounts: [], taxes: [] },
    shippingRate,
    expiry,
    customer: null,
    intent: null,
    subscription: null,
    invoice: null,
    recovery: null,
    confirmation: origin.confirmation ?? null,
  });
  if (mode === 'setup') return withSetupIntent(ctx, session, params);
  return mode === 'payment' && ctx.apiVersion < LATE_INTENT_SINCE ? withPaymentIntent(ctx, session) : session;
}

function totalsFor(
  ctx: Context,
  parent: string,
  params: CreateSessionParams,
  lines: readonly CheckoutLine[],
  currency: string,
  shippingRate: string | null,
): Totals {
  const customer = params.customer ?? null;
  return priceBasket(ctx, {
    parent,
    lines,
    currency,
    discounts: params.discounts ?? [],
    customer,
    taxExempt: customer === null ? null : (ctx.require(customers, customer).tax_exempt ?? null),
    shippingRate,
    isTrial: isTrial(params),
  });
}

/** Whether a subscription starts without a payment for its recurring prices. */
export function isTrial({ subscription_data: data }: CreateSessionParams): boolean {
  return data?.trial_period_days !== undefined || data?.trial_end !== undefined;
}

/** Shipping rates as the session offers them; described ones are made. The first is chosen until the payer chooses. */
export function shippingOptionsOf(
  ctx: Context,
  asked: NonNullable<CreateSessionParams['shipping_options']>,
  currency: string | null,
): Stripe.Checkout.Session.ShippingOption[] {
  return asked.map((option, index) => {
    const { shipping_rate: id, shipping_rate_data: data } = option;
    if (id === undefined && data === undefined) throw missingParam(`shipping_options[${index}][shipping_rate]`);
    const rate =
      data === undefined
        ? ctx.require(shippingRates, id ?? '', `shipping_options[${index}][shipping_rate]`)
        : createShippingRate(ctx, data);
    if (!rate.active)
      throw invalidRequest(`The shipping rate ${rate.id} is not active.`, {
        param: `shipping_options[${index}][shipping_rate]`,
      });
    const amount = shippingAmount(ctx, rate.id, currency ?? rate.fixed_amount?.currency ?? '');
    return { shipping_amount: amount, shipping_rate: rate.id };
  });
}

interface Decided {
  readonly mode: Mode;
  readonly ui: UiMode;
  readonly currency: string | null;
  readonly totals: Totals | null;
  readonly options: Stripe.Checkout.Session.ShippingOption[];
  readonly origin: Origin;
}

function newSession(ctx: Context, id: string, params: CreateSessionParams, decided: Decided): Session {
  const { mode, ui, currency, totals, options, origin } = decided;
  const explicit = params.allowed_payment_method_types ?? params.payment_method_types;
  const configuration = explicit === undefined ? configurationFor(ctx, params.payment_method_configuration) : undefined;
  const types = methodTypesOf({
    currency,
    explicit: explicit ?? (mode === 'payment' ? undefined : ['card']),
    excluded: params.excluded_payment_method_types,
    allowsRedirects: true,
    isOffered: (type) => offers(configuration, type),
  });
  const isHosted = ui === 'hosted_page';
  const needsNothing = mode === 'setup' || (totals?.total === 0 && isTrial(params));
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: mode === 'setup' ? null : { enabled: params.adaptive_pricing?.enabled ?? false },
    after_expiration: field.afterExpirationOf(params.after_expiration),
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: totals?.subtotal ?? null,
    amount_total: totals?.total ?? null,
    automatic_tax: automaticTaxOf(params),
    billing_address_collection: params.billing_address_collection ?? null,
    branding_settings: field.brandingOf(params.branding_settings, merchantName(ctx)),
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: isHosted ? null : `${id}_secret_${ctx.secret(40)}`,
    collected_information: null,
    consent: null,
    consent_collection: field.consentCollectionOf(params.consent_collection),
    created: ctx.now,
    currency,
    currency_conversion: null,
    custom_fields: field.customFieldsOf(params.custom_fields),
    custom_text: field.customTextOf(params.custom_text),
    customer: params.customer ?? null,
    customer_account: params.customer_account ?? null,
    customer_creation: params.customer === undefined ? creationOf(params, mode) : null,
    customer_details: field.knownCustomerDetails(ctx, params),
    customer_email: params.customer_email ?? null,
    discounts: (params.discounts ?? []).map(({ coupon, promotion_code: code }) => ({
      coupon: coupon ?? null,
      promotion_code: code ?? null,
    })),
    ...(params.excluded_payment_method_types === undefined
      ? {}
      : { excluded_payment_method_types: params.excluded_payment_method_types }),
    expires_at: params.expires_at ?? ctx.now + DAY,
    integration_identifier: params.integration_identifier ?? null,
    invoice: null,
    invoice_creation: mode === 'payment' ? field.invoiceCreationOf(params.invoice_creation) : null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments:
      params.managed_payments === undefined ? null : { enabled: params.managed_payments.enabled ?? false },
    metadata: mergeMetadata({}, params.metadata),
    mode,
    ...(params.name_collection === undefined ? {} : { name_collection: nameCollectionOf(params.name_collection) }),
    optional_items: optionalItemsOf(params),
    origin_context: params.origin_context ?? null,
    payment_intent: null,
    payment_link: origin.paymentLink ?? null,
    payment_method_collection: params.payment_method_collection ?? (mode === 'payment' ? 'if_required' : 'always'),
    ...configurationDetails(configuration),
    payment_method_options: field.methodOptionsOf(types, params.payment_method_options),
    payment_method_types: types,
    payment_status: needsNothing ? 'no_payment_required' : 'unpaid',
    permissions:
      params.permissions === undefined
        ? null
        : { update_shipping_details: params.permissions.update_shipping_details ?? null },
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    recovered_from: origin.recoveredFrom ?? null,
    ...(isHosted ? {} : { redirect_on_completion: params.redirect_on_completion ?? 'always' }),
    ...(params.return_url === undefined ? {} : { return_url: params.return_url }),
    saved_payment_method_options: field.savedMethodOptions(params),
    setup_intent: null,
    shipping_address_collection: params.shipping_address_collection ?? null,
    shipping_cost: shippingCostOf(options[0]),
    shipping_options: options,
    status: 'open',
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    tax_id_collection: {
      enabled: params.tax_id_collection?.enabled ?? false,
      required: params.tax_id_collection?.required ?? 'never',
    },
    total_details: totals === null ? null : totalDetailsOf(totals),
    ui_mode: ui,
    url: isHosted ? `${ctx.baseUrl}/c/pay/${id}` : null,
    wallet_options: params.wallet_options ?? null,
  };
}

function creationOf(params: CreateSessionParams, mode: Mode): Stripe.Checkout.Session.CustomerCreation {
  return params.customer_creation ?? (mode === 'subscription' ? 'always' : 'if_required');
}

function automaticTaxOf({ automatic_tax: asked }: CreateSessionParams): Stripe.Checkout.Session.AutomaticTax {
  const enabled = asked?.enabled ?? false;
  return {
    enabled,
    liability: enabled ? (asked?.liability ?? { type: 'self' }) : null,
    provider: enabled ? 'stripe' : null,
    status: enabled ? 'requires_location_inputs' : null,
  };
}

function nameCollectionOf(
  asked: NonNullable<CreateSessionParams['name_collection']>,
): Stripe.Checkout.Session.NameCollection {
  const shown = ({ enabled, optional }: { enabled: boolean; optional?: boolean }) => ({
    enabled,
    optional: optional ?? false,
  });
  return {
    ...(asked.business === undefined ? {} : { business: shown(asked.business) }),
    ...(asked.individual === undefined ? {} : { individual: shown(asked.individual) }),
  };
}

function optionalItemsOf({
  optional_items: items,
}: CreateSessionParams): Stripe.Checkout.Session.OptionalItem[] | null {
  if (items === undefined) return null;
  return items.map(({ adjustable_quantity: adjustable, price, quantity }) => ({
    adjustable_quantity:
      adjustable === undefined
        ? null
        : { enabled: adjustable.enabled, maximum: adjustable.maximum ?? null, minimum: adjustable.minimum ?? null },
    price,
    quantity,
  }));
}

export function shippingCostOf(
  option: Stripe.Checkout.Session.ShippingOption | undefined,
): Stripe.Checkout.Session.ShippingCost | null {
  if (option === undefined) return null;
  const { shipping_amount: amount, shipping_rate: rate } = option;
  return { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: rate };
}

export function totalDetailsOf({ discount, shipping, tax }: Totals): Stripe.Checkout.Session.TotalDetails {
  return { amount_discount: discount, amount_shipping: shipping, amount_tax: tax };
}

/** Older versions have the payment from the beginning. */
function withPaymentIntent(ctx: Context, session: Session): Session {
  if ((session.amount_total ?? 0) === 0 || session.invoice_creation?.enabled === true) return session;
  const intent = beginPayment(ctx, session, session.customer as string | null);
  const hidden = ctx.hidden(checkoutSessions, session.id);
  return ctx.update(checkoutSessions, session.id, { payment_intent: intent }, { ...hidden, intent });
}

/** A session that saves a payment method has its intent from the beginning. */
function withSetupIntent(ctx: Context, session: Session, params: CreateSessionParams): Session {
  const data = params.setup_intent_data;
  const intent = createSetupIntent(ctx, {
    payment_method_types: session.payment_method_types as ['card'],
    ...(params.customer === undefined ? {} : { customer: params.customer }),
    ...(data?.description === undefined ? {} : { description: data.description }),
    ...(data?.metadata === undefined ? {} : { metadata: data.metadata }),
    ...(data?.on_behalf_of === undefined ? {} : { on_behalf_of: data.on_behalf_of }),
  });
  const hidden = ctx.hidden(checkoutSessions, session.id);
  return ctx.update(checkoutSessions, session.id, { setup_intent: intent.id }, { ...hidden, intent: intent.id });
}
