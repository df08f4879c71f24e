import type Stripe from 'stripe';
import { mergeMetadata } from '../../core/params.js';
import { customers } from '../customers/customer.resource.js';
import type { Context } from '../../core/context.js';
import type { CreateSessionParams } from './session.params.js';

export function customFieldsOf(fields: CreateSessionParams['custom_fields']): Stripe.Checkout.Session.CustomField[] {
  return (fields ?? []).map(({ key, label, optional, type, dropdown, numeric, text }) => ({
    key,
    label,
    optional: optional ?? false,
    type,
    ...(type === 'dropdown'
      ? {
          dropdown: {
            default_value: dropdown?.default_value ?? null,
            options: dropdown?.options ?? [],
            value: null,
          },
        }
      : { [type]: freeText(type === 'numeric' ? numeric : text) }),
  }));
}

function freeText(
  limits: NonNullable<CreateSessionParams['custom_fields']>[number]['text'],
): Stripe.Checkout.Session.CustomField.Text {
  return {
    default_value: limits?.default_value ?? null,
    maximum_length: limits?.maximum_length ?? null,
    minimum_length: limits?.minimum_length ?? null,
    value: null,
  };
}

export function customTextOf(text: CreateSessionParams['custom_text']): Stripe.Checkout.Session.CustomText {
  return {
    after_submit: text?.after_submit ?? null,
    shipping_address: text?.shipping_address ?? null,
    submit: text?.submit ?? null,
    terms_of_service_acceptance: text?.terms_of_service_acceptance ?? null,
  };
}

export function consentCollectionOf(
  asked: CreateSessionParams['consent_collection'],
): Stripe.Checkout.Session.ConsentCollection | null {
  if (asked === undefined) return null;
  return {
    payment_method_reuse_agreement: asked.payment_method_reuse_agreement ?? null,
    promotions: asked.promotions ?? 'none',
    terms_of_service: asked.terms_of_service ?? 'none',
  };
}

export function invoiceCreationOf(
  asked: CreateSessionParams['invoice_creation'],
): Stripe.Checkout.Session.InvoiceCreation {
  const data = asked?.invoice_data;
  const rendering = data?.rendering_options;
  return {
    enabled: asked?.enabled ?? false,
    invoice_data: {
      account_tax_ids: data?.account_tax_ids ?? null,
      custom_fields: data?.custom_fields ?? null,
      description: data?.description ?? null,
      footer: data?.footer ?? null,
      issuer: data?.issuer ?? null,
      metadata: mergeMetadata({}, data?.metadata),
      rendering_options:
        rendering == null
          ? null
          : { amount_tax_display: rendering.amount_tax_display ?? null, template: rendering.template ?? null },
    },
  };
}

/** What is known of the payer before they have said anything. */
export function knownCustomerDetails(
  ctx: Context,
  params: CreateSessionParams,
): Stripe.Checkout.Session.CustomerDetails | null {
  const customer = params.customer === undefined ? undefined : ctx.find(customers, params.customer);
  const email = customer?.email ?? params.customer_email;
  if (customer === undefined && email === undefined) return null;
  return {
    address: null,
    business_name: null,
    email: email ?? null,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: customer?.tax_exempt ?? 'none',
    tax_ids: null,
  };
}

/** What older versions and simpler integrations never asked for, as every session shows it. */
export function savedMethodOptions(
  params: CreateSessionParams,
): Stripe.Checkout.Session.SavedPaymentMethodOptions | null {
  const asked = params.saved_payment_method_options;
  if (asked === undefined && params.customer === undefined) return null;
  return {
    allow_redisplay_filters: asked?.allow_redisplay_filters ?? ['always'],
    payment_method_remove: asked?.payment_method_remove ?? 'disabled',
    payment_method_save: asked?.payment_method_save ?? null,
  };
}

export function brandingOf(
  asked: CreateSessionParams['branding_settings'],
  accountName: string,
): Stripe.Checkout.Session.BrandingSettings {
  return {
    background_color: asked?.background_color ?? '#ffffff',
    border_style: asked?.border_style ?? 'rounded',
    button_color: asked?.button_color ?? '#0074d4',
    display_name: asked?.display_name ?? accountName,
    font_family: asked?.font_family ?? 'default',
    icon: asked?.icon ?? null,
    logo: asked?.logo ?? null,
  };
}

export function afterExpirationOf(
  asked: CreateSessionParams['after_expiration'],
): Stripe.Checkout.Session.AfterExpiration | null {
  if (asked === undefined) return null;
  const { recovery } = asked;
  if (recovery === undefined) return { recovery: null };
  const { allow_promotion_codes: allows = false, enabled } = recovery;
  return { recovery: { allow_promotion_codes: allows, enabled, expires_at: null, url: null } };
}

/** Options per offered method: Stripe's defaults under what was given. */
export function methodOptionsOf(
  types: readonly string[],
  given: CreateSessionParams['payment_method_options'],
): Stripe.Checkout.Session.PaymentMethodOptions {
  const defaults: Readonly<Record<string, object>> = {
    card: { request_three_d_secure: 'automatic' },
    us_bank_account: { verification_method: 'automatic' },
  };
  const asked = (given ?? {}) as Readonly<Record<string, object | undefined>>;
  const named = types.filter((type) => defaults[type] !== undefined || asked[type] !== undefined);
  return Object.fromEntries(named.map((type) => [type, { ...defaults[type], ...asked[type] }]));
}
