import type Stripe from 'stripe';
import type { UpdateAccountParams } from './account.params.js';
import { countryRule } from './countries.js';

type SettingsChange = NonNullable<UpdateAccountParams['settings']>;
type Settings = Stripe.Account.Settings;

/** The settings of a new account. */
export function defaultSettings(country: string, displayName: string | null): Settings {
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: displayName, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: 'offer' },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: false,
      schedule: { delay_days: countryRule(country).payoutDelayDays, interval: 'daily' },
      statement_descriptor: null,
    },
    sepa_debit_payments: {},
  };
}

/** Applies a change of settings, each group on its own. */
export function changedSettings(before: Settings, change: SettingsChange | undefined, country: string): Settings {
  if (change === undefined) return before;
  const { payouts, branding, card_payments: cards, payments, bacs_debit_payments: bacs, invoices } = change;
  const sepa = change.sepa_debit_payments?.creditor_id;
  return {
    ...before,
    branding: { ...before.branding, ...branding },
    payments: { ...before.payments, ...payments },
    card_payments: {
      ...before.card_payments,
      ...cards,
      decline_on: { avs_failure: false, cvc_failure: false, ...before.card_payments.decline_on, ...cards?.decline_on },
    },
    ...(bacs === undefined
      ? {}
      : {
          bacs_debit_payments: {
            display_name: null,
            service_user_number: null,
            ...before.bacs_debit_payments,
            ...bacs,
          },
        }),
    ...(invoices === undefined
      ? {}
      : {
          invoices: {
            default_account_tax_ids: null,
            hosted_payment_method_save: 'offer',
            ...before.invoices,
            ...invoices,
          },
        }),
    ...(sepa == null ? {} : { sepa_debit_payments: { creditor_id: sepa } }),
    ...(payouts === undefined ? {} : { payouts: changedPayouts(before, payouts, country) }),
  };
}

function changedPayouts(
  before: Settings,
  change: NonNullable<SettingsChange['payouts']>,
  country: string,
): Stripe.Account.Settings.Payouts {
  const { schedule, ...rest } = change;
  const current = before.payouts ?? {
    debit_negative_balances: false,
    schedule: { delay_days: countryRule(country).payoutDelayDays, interval: 'daily' },
    statement_descriptor: null,
  };
  if (schedule === undefined) return { ...current, ...rest };
  return { ...current, ...rest, schedule: changedSchedule(current.schedule, schedule, country) };
}

type Schedule = Stripe.Account.Settings.Payouts.Schedule;
type ScheduleChange = NonNullable<NonNullable<SettingsChange['payouts']>['schedule']>;

/** Only the anchor of the chosen interval is kept. */
function changedSchedule(before: Schedule, change: ScheduleChange, country: string): Schedule {
  const interval = change.interval ?? before.interval;
  const wanted = change.delay_days === 'minimum' ? countryRule(country).payoutDelayDays : change.delay_days;
  const base: Schedule = { delay_days: wanted ?? before.delay_days, interval };
  if (interval === 'weekly') {
    const anchor = change.weekly_anchor ?? change.weekly_payout_days?.[0] ?? before.weekly_anchor ?? 'monday';
    const days = change.weekly_payout_days ?? [anchor];
    return { ...base, weekly_anchor: anchor, weekly_payout_days: days };
  }
  if (interval !== 'monthly') return base;
  const anchor = change.monthly_anchor ?? change.monthly_payout_days?.[0] ?? before.monthly_anchor ?? 1;
  return { ...base, monthly_anchor: anchor, monthly_payout_days: change.monthly_payout_days ?? [anchor] };
}
