import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { mergeMetadata } from '../../core/params.js';
import type { CheckoutLine } from '../checkout/checkout-lines.js';
import { shippingOptionsOf } from '../checkout/session-create.js';
import { consentCollectionOf, customFieldsOf, customTextOf, invoiceCreationOf } from '../checkout/session-fields.js';
import { applicationId } from '../transfers/transfer-money.js';
import type { LinkParams } from './payment-link.params.js';

export type StoredLinkParams = Omit<LinkParams, 'line_items'>;

/** What of a link follows from its parameters; the rest is its identity and its history. */
export function linkFields(
  ctx: Context,
  params: StoredLinkParams,
  lines: readonly CheckoutLine[],
): Omit<Stripe.PaymentLink, 'id' | 'object' | 'active' | 'livemode' | 'metadata' | 'url'> {
  const currency = params.currency ?? lines[0]?.price.currency ?? '';
  const isSubscription = lines.some(({ price }) => price.recurring !== null);
  const { name_collection: names, tax_id_collection: taxIds, transfer_data: transfer } = params;
  return {
    after_completion: afterCompletionOf(params.after_completion),
    allow_promotion_codes: params.allow_promotion_codes ?? false,
    application: ctx.isConnected ? applicationId(ctx) : null,
    application_fee_amount: params.application_fee_amount ?? null,
    application_fee_percent: params.application_fee_percent ?? null,
    automatic_tax: {
      enabled: params.automatic_tax?.enabled ?? false,
      liability: params.automatic_tax?.enabled === true ? (params.automatic_tax.liability ?? { type: 'self' }) : null,
    },
    billing_address_collection: params.billing_address_collection ?? 'auto',
    consent_collection: consentCollectionOf(params.consent_collection),
    currency,
    custom_fields: customFieldsOf(params.custom_fields ?? undefined).map(withoutValue),
    custom_text: customTextOf(params.custom_text),
    customer_creation: params.customer_creation ?? (isSubscription ? 'always' : 'if_required'),
    inactive_message: params.inactive_message ?? null,
    invoice_creation: isSubscription ? null : invoiceCreationOf(params.invoice_creation),
    managed_payments:
      params.managed_payments === undefined ? null : { enabled: params.managed_payments.enabled ?? false },
    ...(names == null ? {} : { name_collection: collected(names) }),
    on_behalf_of: params.on_behalf_of ?? null,
    optional_items: optionalItemsOf(params.optional_items),
    payment_intent_data: paymentDataOf(params.payment_intent_data),
    payment_method_collection: params.payment_method_collection ?? 'always',
    payment_method_options: methodOptionsOf(params.payment_method_options),
    payment_method_types:
      (params.payment_method_types as Stripe.PaymentLink['payment_method_types'] | undefined) ?? null,
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    restrictions:
      params.restrictions == null
        ? null
        : { completed_sessions: { count: 0, ...params.restrictions.completed_sessions } },
    shipping_address_collection: params.shipping_address_collection ?? null,
    shipping_options: shippingOptionsOf(ctx, params.shipping_options ?? [], currency),
    submit_type: params.submit_type ?? 'auto',
    subscription_data: isSubscription ? subscriptionDataOf(params.subscription_data) : null,
    tax_id_collection: { enabled: taxIds?.enabled ?? false, required: taxIds?.required ?? 'never' },
    transfer_data: transfer == null ? null : { amount: transfer.amount ?? null, destination: transfer.destination },
  };
}

function afterCompletionOf(asked: LinkParams['after_completion']): Stripe.PaymentLink.AfterCompletion {
  if (asked?.type === 'redirect' && asked.redirect !== undefined) return { type: 'redirect', redirect: asked.redirect };
  const message = asked?.hosted_confirmation?.custom_message ?? null;
  return { type: 'hosted_confirmation', hosted_confirmation: { custom_message: message } };
}

/** Values are the sessions' business. */
function withoutValue(field: Stripe.Checkout.Session.CustomField): Stripe.PaymentLink.CustomField {
  const { dropdown, numeric, text, ...plain } = field;
  const shown = <T extends { value: string | null }>({ value: _value, ...rest }: T) => rest;
  return {
    ...plain,
    ...(dropdown === undefined ? {} : { dropdown: shown(dropdown) }),
    ...(numeric === undefined ? {} : { numeric: shown(numeric) }),
    ...(text === undefined ? {} : { text: shown(text) }),
  };
}

function collected(asked: NonNullable<LinkParams['name_collection']>): Stripe.PaymentLink.NameCollection {
  const shown = ({ enabled, optional }: { enabled: boolean; optional?: boolean }) => ({
    enabled,
    optional: optional ?? false,
  });
  return {
    ...(asked.business === undefined ? {} : { business: shown(asked.business) }),
    ...(asked.individual === undefined ? {} : { individual: shown(asked.individual) }),
  };
}

function optionalItemsOf(items: LinkParams['optional_items']): Stripe.PaymentLink.OptionalItem[] | null {
  if (items == null) return null;
  return items.map(({ adjustable_quantity: adjustable, price, quantity }) => ({
    adjustable_quantity:
      adjustable === undefined
        ? null
        : { enabled: adjustable.enabled, maximum: adjustable.maximum ?? null, minimum: adjustable.minimum ?? null },
    price,
    quantity,
  }));
}

function paymentDataOf(asked: LinkParams['payment_intent_data']): Stripe.PaymentLink.PaymentIntentData | null {
  if (asked === undefined) return null;
  return {
    capture_method: asked.capture_method ?? null,
    description: asked.description ?? null,
    metadata: mergeMetadata({}, asked.metadata),
    setup_future_usage: asked.setup_future_usage ?? null,
    statement_descriptor: asked.statement_descriptor ?? null,
    statement_descriptor_suffix: asked.statement_descriptor_suffix ?? null,
    transfer_group: asked.transfer_group ?? null,
  };
}

function methodOptionsOf(asked: LinkParams['payment_method_options']): Stripe.PaymentLink.PaymentMethodOptions | null {
  if (asked == null) return null;
  const blocked = asked.card?.restrictions?.brands_blocked;
  return { card: asked.card == null ? null : { restrictions: blocked == null ? null : { brands_blocked: blocked } } };
}

function subscriptionDataOf(asked: LinkParams['subscription_data']): Stripe.PaymentLink.SubscriptionData {
  const invoice = asked?.invoice_settings;
  return {
    description: asked?.description ?? null,
    invoice_settings: {
      account_tax_ids: invoice?.account_tax_ids ?? null,
      custom_fields: invoice?.custom_fields ?? null,
      description: invoice?.description ?? null,
      footer: invoice?.footer ?? null,
      issuer: invoice?.issuer ?? { type: 'self' },
    },
    metadata: mergeMetadata({}, asked?.metadata),
    trial_period_days: asked?.trial_period_days ?? null,
    trial_settings: asked?.trial_settings ?? null,
  };
}
