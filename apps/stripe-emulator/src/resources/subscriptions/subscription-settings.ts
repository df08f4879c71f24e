import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { invalidRequest } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { paymentMethods } from '../payment-methods/payment-method.resource.js';
import { taxRatesOf } from './item-spec.js';
import type { CreateSubscriptionParams, UpdateSubscriptionParams } from './subscription.params.js';
import type { Subscription } from './subscription.resource.js';

type Settings = Pick<
  Subscription,
  | 'application_fee_percent'
  | 'automatic_tax'
  | 'billing_thresholds'
  | 'collection_method'
  | 'days_until_due'
  | 'default_payment_method'
  | 'default_source'
  | 'default_tax_rates'
  | 'description'
  | 'invoice_settings'
  | 'metadata'
  | 'on_behalf_of'
  | 'payment_settings'
  | 'pending_invoice_item_interval'
  | 'transfer_data'
  | 'trial_settings'
>;

export const DEFAULT_SETTINGS: Settings = {
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_thresholds: null,
  collection_method: 'charge_automatically',
  days_until_due: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  metadata: {},
  on_behalf_of: null,
  payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
  pending_invoice_item_interval: null,
  transfer_data: null,
  trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
};

type Params = CreateSubscriptionParams | UpdateSubscriptionParams;

/** The settings after a change: all that neither money nor time depends on. */
export function changedSettings(ctx: Context, params: Params, before: Settings): Settings {
  const method = params.collection_method ?? before.collection_method;
  const given = <K extends keyof Params & keyof Settings>(key: K): Settings[K] =>
    (params[key] === undefined ? before[key] : params[key]) as Settings[K];
  return {
    application_fee_percent: given('application_fee_percent'),
    automatic_tax: automaticTax(params, before),
    billing_thresholds: thresholds(params, before),
    collection_method: method,
    days_until_due: daysUntilDue(params, before, method),
    default_payment_method: defaultMethod(ctx, params, before),
    default_source: given('default_source'),
    default_tax_rates:
      params.default_tax_rates === undefined
        ? (before.default_tax_rates ?? [])
        : taxRatesOf(ctx, params.default_tax_rates ?? [], 'default_tax_rates'),
    description: given('description'),
    invoice_settings: invoiceSettings(params, before),
    metadata: mergeMetadata(before.metadata, params.metadata),
    on_behalf_of: given('on_behalf_of'),
    payment_settings: paymentSettings(params, before),
    pending_invoice_item_interval: pendingInterval(params, before),
    transfer_data: transferData(params, before),
    trial_settings: trialSettings(params, before),
  };
}

function automaticTax({ automatic_tax: asked }: Params, before: Settings): Settings['automatic_tax'] {
  if (asked === undefined) return before.automatic_tax;
  const liability = asked.liability ?? (asked.enabled ? { type: 'self' } : null);
  return { disabled_reason: null, enabled: asked.enabled, liability };
}

function thresholds({ billing_thresholds: asked }: Params, before: Settings): Settings['billing_thresholds'] {
  if (asked === undefined) return before.billing_thresholds;
  if (asked === null) return null;
  return {
    amount_gte: asked.amount_gte ?? null,
    reset_billing_cycle_anchor: asked.reset_billing_cycle_anchor ?? false,
  };
}

function daysUntilDue({ days_until_due: asked }: Params, before: Settings, method: string): number | null {
  if (method !== 'send_invoice') {
    if (asked !== undefined)
      throw invalidRequest(
        'You cannot set `days_until_due` when `collection_method` is `charge_automatically`: payment is due at once.',
        { param: 'days_until_due' },
      );
    return null;
  }
  const days = asked ?? before.days_until_due;
  if (days !== null) return days;
  throw invalidRequest('If `collection_method` is `send_invoice`, you must specify `days_until_due`.', {
    code: 'parameter_missing',
    param: 'days_until_due',
  });
}

function defaultMethod(ctx: Context, params: Params, before: Settings): Settings['default_payment_method'] {
  const { default_payment_method: asked } = params;
  if (asked === undefined) return before.default_payment_method;
  return asked === null ? null : ctx.require(paymentMethods, asked, 'default_payment_method').id;
}

function invoiceSettings({ invoice_settings: asked }: Params, before: Settings): Settings['invoice_settings'] {
  const { invoice_settings: was } = before;
  if (asked === undefined) return was;
  const pick = <K extends keyof typeof was & keyof typeof asked>(key: K) =>
    (asked[key] === undefined ? was[key] : asked[key]) as (typeof was)[K];
  return {
    account_tax_ids: pick('account_tax_ids'),
    custom_fields: pick('custom_fields'),
    description: pick('description'),
    footer: pick('footer'),
    issuer: pick('issuer'),
  };
}

function paymentSettings({ payment_settings: asked }: Params, before: Settings): Settings['payment_settings'] {
  const was = before.payment_settings ?? DEFAULT_SETTINGS.payment_settings;
  if (asked === undefined || was === null) return was;
  return {
    payment_method_options:
      asked.payment_method_options === undefined
        ? was.payment_method_options
        : (asked.payment_method_options as unknown as Stripe.Subscription.PaymentSettings.PaymentMethodOptions | null),
    payment_method_types:
      asked.payment_method_types === undefined ? was.payment_method_types : asked.payment_method_types,
    save_default_payment_method: asked.save_default_payment_method ?? was.save_default_payment_method,
  };
}

function pendingInterval(
  { pending_invoice_item_interval: asked }: Params,
  before: Settings,
): Settings['pending_invoice_item_interval'] {
  if (asked === undefined) return before.pending_invoice_item_interval;
  return asked === null ? null : { interval: asked.interval, interval_count: asked.interval_count ?? 1 };
}

function transferData({ transfer_data: asked }: Params, before: Settings): Settings['transfer_data'] {
  if (asked === undefined) return before.transfer_data;
  return asked === null ? null : { amount_percent: asked.amount_percent ?? null, destination: asked.destination };
}

function trialSettings({ trial_settings: asked }: Params, before: Settings): Settings['trial_settings'] {
  if (asked === undefined) return before.trial_settings;
  const { billing_cycle_anchor: anchor, missing_payment_method: missing } = asked.end_behavior;
  return {
    end_behavior: { billing_cycle_anchor: anchor ?? null, missing_payment_method: missing ?? 'create_invoice' },
  };
}
