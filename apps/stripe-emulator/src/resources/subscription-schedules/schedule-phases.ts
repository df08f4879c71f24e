import type { Context } from '../../core/context.js';
import { invalidRequest, missingParam } from '../../core/errors.js';
import { mergeMetadata } from '../../core/params.js';
import { inlinePrice } from '../prices/price.create.js';
import { requirePrice } from '../prices/price.resource.js';
import { addIntervals } from '../subscriptions/cycle.js';
import { priceOfItem, taxRatesOf } from '../subscriptions/item-spec.js';
import type { DefaultParams, PhaseParams } from './schedule.params.js';
import type { Phase, Schedule } from './schedule.resource.js';

/**
 * The phases of a schedule, one after another.
 * @param start when the first begins
 */
export function phasesOf(ctx: Context, asked: readonly PhaseParams[], start: number): Phase[] {
  let from = start;
  return asked.map((phase, index) => {
    const path = `phases[${index}]`;
    const made = phaseOf(ctx, phase, startOf(ctx, phase, from), path);
    if (made.end_date <= made.start_date)
      throw invalidRequest('The phase end_date must be after its start_date.', { param: `${path}[end_date]` });
    from = made.end_date;
    return made;
  });
}

function startOf(ctx: Context, { start_date: asked }: PhaseParams, from: number): number {
  if (asked === undefined) return from;
  return asked === 'now' ? ctx.now : asked;
}

function phaseOf(ctx: Context, phase: PhaseParams, start: number, path: string): Phase {
  const items = itemsIn(ctx, phase, path);
  const end = endOf(ctx, phase, items, start);
  return {
    add_invoice_items: addedItems(ctx, phase, path),
    application_fee_percent: phase.application_fee_percent ?? null,
    ...(phase.automatic_tax === undefined
      ? {}
      : {
          automatic_tax: {
            disabled_reason: null,
            enabled: phase.automatic_tax.enabled,
            liability: phase.automatic_tax.liability ?? null,
          },
        }),
    billing_cycle_anchor: phase.billing_cycle_anchor ?? null,
    billing_thresholds: thresholdsOf(phase.billing_thresholds),
    collection_method: phase.collection_method ?? null,
    currency: phase.currency ?? requirePrice(ctx, (items[0]?.price ?? '') as string).currency,
    default_payment_method: phase.default_payment_method ?? null,
    default_tax_rates: taxRatesOf(ctx, phase.default_tax_rates ?? [], `${path}[default_tax_rates]`),
    description: phase.description ?? null,
    discounts: discountsOf(phase.coupon == null ? phase.discounts : [{ coupon: phase.coupon }]),
    end_date: end,
    invoice_settings: phase.invoice_settings === undefined ? null : invoiceSettingsOf(phase.invoice_settings),
    items,
    metadata: mergeMetadata({}, phase.metadata),
    on_behalf_of: phase.on_behalf_of ?? null,
    proration_behavior: phase.proration_behavior ?? 'create_prorations',
    start_date: start,
    transfer_data: transferOf(phase.transfer_data),
    trial_end: trialEndOf(ctx, phase, end),
  };
}

function itemsIn(ctx: Context, phase: PhaseParams, path: string): Phase['items'] {
  const asked = phase.items ?? phase.plans ?? [];
  if (asked.length === 0) throw missingParam(`${path}[items]`);
  return asked.map((item, index) => {
    const price = priceOfItem(ctx, item, `${path}[items][${index}]`);
    if (price === undefined) throw missingParam(`${path}[items][${index}][price]`);
    const isMetered = price.recurring?.usage_type === 'metered';
    return {
      billing_thresholds: item.billing_thresholds ?? null,
      discounts: discountsOf(item.discounts),
      metadata: mergeMetadata({}, item.metadata),
      plan: price.id,
      price: price.id,
      ...(isMetered ? {} : { quantity: item.quantity ?? 1 }),
      tax_rates: taxRatesOf(ctx, item.tax_rates ?? [], `${path}[items][${index}][tax_rates]`),
    };
  });
}

function endOf(ctx: Context, phase: PhaseParams, items: Phase['items'], start: number): number {
  if (phase.end_date === 'now') return ctx.now;
  if (phase.end_date !== undefined) return phase.end_date;
  if (phase.duration !== undefined) return addIntervals(start, { interval_count: 1, ...phase.duration }, 1);
  const { recurring } = requirePrice(ctx, (items[0]?.price ?? '') as string);
  return addIntervals(start, recurring ?? { interval: 'month', interval_count: 1 }, phase.iterations ?? 1);
}

function trialEndOf(ctx: Context, { trial, trial_end: end }: PhaseParams, phaseEnd: number): number | null {
  if (trial === true) return phaseEnd;
  return end === 'now' ? ctx.now : (end ?? null);
}

type Discounts = PhaseParams['discounts'];
function discountsOf(asked: Discounts): Phase['discounts'] {
  return (asked ?? []).map(({ coupon, discount, promotion_code }) => ({
    coupon: coupon ?? null,
    discount: discount ?? null,
    promotion_code: promotion_code ?? null,
  }));
}

function addedItems(ctx: Context, phase: PhaseParams, path: string): Phase['add_invoice_items'] {
  return (phase.add_invoice_items ?? []).map((item, index) => {
    const at = `${path}[add_invoice_items][${index}]`;
    if (item.price_data === undefined && item.price === undefined) throw missingParam(`${at}[price]`);
    const price =
      item.price_data === undefined
        ? requirePrice(ctx, item.price ?? '', `${at}[price]`)
        : inlinePrice(ctx, item.price_data, `${at}[price_data]`);
    return {
      discountable: item.discountable ?? null,
      discounts: discountsOf(item.discounts),
      metadata: mergeMetadata({}, item.metadata),
      period: item.period ?? { end: { type: 'phase_end' }, start: { type: 'phase_start' } },
      price: price.id,
      quantity: item.quantity ?? 1,
      tax_rates: taxRatesOf(ctx, item.tax_rates ?? [], `${at}[tax_rates]`),
    };
  });
}

function thresholdsOf(asked: PhaseParams['billing_thresholds']): Phase['billing_thresholds'] {
  if (asked == null) return null;
  return {
    amount_gte: asked.amount_gte ?? null,
    reset_billing_cycle_anchor: asked.reset_billing_cycle_anchor ?? false,
  };
}

function transferOf(asked: PhaseParams['transfer_data']): Phase['transfer_data'] {
  return asked == null ? null : { amount_percent: asked.amount_percent ?? null, destination: asked.destination };
}

type InvoiceSettings = Schedule['default_settings']['invoice_settings'];

const NO_INVOICE_SETTINGS: InvoiceSettings = {
  account_tax_ids: null,
  custom_fields: null,
  days_until_due: null,
  description: null,
  footer: null,
  issuer: { type: 'self' },
};

function invoiceSettingsOf(
  asked: NonNullable<DefaultParams['invoice_settings']>,
  before = NO_INVOICE_SETTINGS,
): InvoiceSettings {
  return { ...before, ...asked };
}

/** What phases take that do not say otherwise. */
export function defaultsOf(
  asked: DefaultParams | undefined,
  before?: Schedule['default_settings'],
): Schedule['default_settings'] {
  const { automatic_tax: tax, billing_thresholds: thresholds, invoice_settings: invoice, transfer_data } = asked ?? {};
  return {
    application_fee_percent: asked?.application_fee_percent ?? before?.application_fee_percent ?? null,
    automatic_tax:
      tax === undefined
        ? (before?.automatic_tax ?? { disabled_reason: null, enabled: false, liability: null })
        : { disabled_reason: null, enabled: tax.enabled, liability: tax.liability ?? null },
    billing_cycle_anchor: asked?.billing_cycle_anchor ?? before?.billing_cycle_anchor ?? 'automatic',
    billing_thresholds: thresholds === undefined ? (before?.billing_thresholds ?? null) : thresholdsOf(thresholds),
    collection_method: asked?.collection_method ?? before?.collection_method ?? 'charge_automatically',
    default_payment_method: asked?.default_payment_method ?? before?.default_payment_method ?? null,
    description: asked?.description === undefined ? (before?.description ?? null) : asked.description,
    invoice_settings: invoiceSettingsOf(invoice ?? {}, before?.invoice_settings),
    on_behalf_of: asked?.on_behalf_of === undefined ? (before?.on_behalf_of ?? null) : asked.on_behalf_of,
    transfer_data: transfer_data === undefined ? (before?.transfer_data ?? null) : transferOf(transfer_data),
  };
}
