import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { mergeMetadata } from '../../core/params.js';
import { locationStatus } from '../automatic-tax/automatic-tax.js';
import { customers } from '../customers/customer.resource.js';
import { partyOf } from '../customers/taxed-party.js';
import { methodTypesOf } from '../payment-intents/intent-methods.js';
import {
  configurationDetails,
  configurationFor,
  offers,
} from '../payment-method-configurations/payment-method-configuration.resource.js';
import type { Totals } from './checkout-amounts.js';
import { merchantName } from './merchant.js';
import type { Mode, UiMode } from './session-checks.js';
import * as field from './session-fields.js';
import type { CreateSessionParams } from './session.params.js';

type Session = Stripe.Checkout.Session;
const DAY = 86_400;

/** What was decided about a session before it is one. */
interface Decided {
  readonly mode: Mode;
  readonly ui: UiMode;
  readonly currency: string | null;
  readonly totals: Totals | null;
  readonly isTrial: boolean;
  readonly options: Stripe.Checkout.Session.ShippingOption[];
  readonly origin: { readonly paymentLink?: string; readonly recoveredFrom?: string };
}

/** A session as it is opened. */
export function newSession(ctx: Context, id: string, params: CreateSessionParams, decided: Decided): Session {
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
  const needsNothing = mode === 'setup' || (totals?.total === 0 && decided.isTrial);
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: mode === 'setup' ? null : { enabled: params.adaptive_pricing?.enabled ?? false },
    after_expiration: field.afterExpirationOf(params.after_expiration),
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: totals?.subtotal ?? null,
    amount_total: totals?.total ?? null,
    automatic_tax: automaticTaxOf(ctx, params),
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

function automaticTaxOf(
  ctx: Context,
  { automatic_tax: asked, customer }: CreateSessionParams,
): Stripe.Checkout.Session.AutomaticTax {
  const enabled = asked?.enabled ?? false;
  return {
    enabled,
    liability: enabled ? (asked?.liability ?? { type: 'self' }) : null,
    provider: enabled ? 'stripe' : null,
    status: enabled ? locationStatus(partyOf(ctx, ctx.find(customers, customer ?? ''))) : null,
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
