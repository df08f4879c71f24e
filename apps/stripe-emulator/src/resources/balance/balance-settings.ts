import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { noParams, p, paramsOf, type Infer } from '../../core/params.js';
import { defineResource, route } from '../../core/resource.js';
import { accounts } from '../accounts/account.resource.js';

type Settings = Stripe.BalanceSettings;
type Payouts = NonNullable<Settings['payments']['payouts']>;

/** What an account's own settings have no place for. One row per account. */
interface FurtherSettings {
  readonly id: string;
  readonly object: '_balance_settings';
  readonly automatic_transfer_rules_by_currency: Payouts['automatic_transfer_rules_by_currency'];
  readonly minimum_balance_by_currency: Readonly<Record<string, number>> | null;
  readonly delay_days_override: number | null;
  readonly start_of_day: Settings['payments']['settlement_timing']['start_of_day'];
}
export const furtherSettings = defineResource<FurtherSettings>({
  object: '_balance_settings',
  idPrefix: '_bs',
  hasClientIds: true,
});
const ROW = 'balance_settings';

const updateParams = paramsOf<Stripe.BalanceSettingsUpdateParams>()({
  payments: p.hash({
    debit_negative_balances: p.boolean(),
    payouts: p.hash({
      automatic_transfer_rules_by_currency: p
        .mapOf(
          p
            .array(
              p.hash({
                payout_method: p.id().required(),
                transfer_up_to_amount: p.amount(),
                type: p.enum(['transfer_all', 'transfer_up_to_amount']).required(),
              }),
            )
            .emptyable(),
        )
        .emptyable(),
      minimum_balance_by_currency: p.mapOf(p.integer({ min: 0 }).emptyable()).emptyable(),
      schedule: p.hash({
        interval: p.enum(['daily', 'manual', 'monthly', 'weekly']),
        monthly_payout_days: p.array(p.integer({ min: 1, max: 31 })),
        weekly_payout_days: p.array(p.enum(['friday', 'monday', 'thursday', 'tuesday', 'wednesday'])),
      }),
      statement_descriptor: p.string({ max: 22 }),
    }),
    settlement_timing: p.hash({
      delay_days_override: p.integer({ min: 0, max: 31 }).emptyable(),
      start_of_day: p
        .hash({
          hour: p.integer({ min: 0, max: 23 }),
          minutes: p.integer({ min: 0, max: 59 }),
          timezone: p.string(),
        })
        .emptyable(),
    }),
  }),
});
type Change = NonNullable<Infer<typeof updateParams>['payments']>;

function further(ctx: Context): FurtherSettings {
  const none = { automatic_transfer_rules_by_currency: null, minimum_balance_by_currency: null };
  const timing = { delay_days_override: null, start_of_day: null };
  return ctx.find(furtherSettings, ROW) ?? { id: ROW, object: '_balance_settings', ...none, ...timing };
}

/** What automatic payouts of the context's account leave behind in a currency, in minor units. */
export function minimumBalance(ctx: Context, currency: string): number {
  return further(ctx).minimum_balance_by_currency?.[currency] ?? 0;
}

const accountOf = (ctx: Context): Stripe.Account => ctx.as(ctx.platform.id).require(accounts, ctx.account);

/** The settings of the context's account, as the API shows them. */
function settingsOf(ctx: Context): Settings {
  const { settings, payouts_enabled: isEnabled } = accountOf(ctx);
  const { automatic_transfer_rules_by_currency: rules, minimum_balance_by_currency: minimum, ...timing } = further(ctx);
  const { schedule } = settings?.payouts ?? {};
  const weekly =
    schedule?.weekly_payout_days ?? (schedule?.weekly_anchor === undefined ? [] : [schedule.weekly_anchor]);
  const monthly =
    schedule?.monthly_payout_days ?? (schedule?.monthly_anchor === undefined ? [] : [schedule.monthly_anchor]);
  return {
    object: 'balance_settings',
    payments: {
      debit_negative_balances: settings?.payouts?.debit_negative_balances ?? null,
      payouts: {
        automatic_transfer_rules_by_currency: rules,
        minimum_balance_by_currency: minimum,
        schedule: {
          interval: schedule?.interval ?? 'daily',
          ...(schedule?.interval === 'weekly' ? { weekly_payout_days: weekly } : {}),
          ...(schedule?.interval === 'monthly' ? { monthly_payout_days: monthly } : {}),
        },
        statement_descriptor: settings?.payouts?.statement_descriptor ?? null,
        status: isEnabled ? 'enabled' : 'disabled',
      },
      settlement_timing: {
        delay_days: timing.delay_days_override ?? schedule?.delay_days ?? 2,
        ...(timing.delay_days_override === null ? {} : { delay_days_override: timing.delay_days_override }),
        start_of_day: timing.start_of_day,
      },
    },
  };
}

function updateSettings(ctx: Context, change: Change): Settings {
  const before = settingsOf(ctx);
  changeAccount(ctx, change);
  const known = further(ctx);
  const { payouts, settlement_timing: timing } = change;
  const next: FurtherSettings = {
    ...known,
    ...(payouts?.automatic_transfer_rules_by_currency === undefined
      ? {}
      : { automatic_transfer_rules_by_currency: rulesOf(payouts.automatic_transfer_rules_by_currency) }),
    ...(payouts?.minimum_balance_by_currency === undefined
      ? {}
      : { minimum_balance_by_currency: mergedMinimum(known, payouts.minimum_balance_by_currency) }),
    ...(timing?.delay_days_override === undefined ? {} : { delay_days_override: timing.delay_days_override }),
    ...(timing?.start_of_day === undefined ? {} : { start_of_day: startOf(timing.start_of_day) }),
  };
  if (ctx.find(furtherSettings, ROW) === undefined) ctx.insert(furtherSettings, next);
  else ctx.update(furtherSettings, ROW, next);
  const after = settingsOf(ctx);
  const named = (settings: Settings) => settings as Settings & { id: string };
  ctx.emit('balance_settings.updated', named(after), named(before));
  return after;
}

/** The part that the account's own settings hold too: both ways of changing it are one. */
function changeAccount(
  ctx: Context,
  { debit_negative_balances: debits, payouts, settlement_timing: timing }: Change,
): void {
  const { settings } = accountOf(ctx);
  if (settings?.payouts == null) return;
  const delay = timing?.delay_days_override;
  const schedule: Stripe.Account.Settings.Payouts.Schedule = {
    ...settings.payouts.schedule,
    ...payouts?.schedule,
    ...(delay == null ? {} : { delay_days: delay }),
  };
  const descriptor = payouts?.statement_descriptor;
  ctx.as(ctx.platform.id).update(accounts, ctx.account, {
    settings: {
      ...settings,
      payouts: {
        ...settings.payouts,
        schedule,
        ...(debits === undefined ? {} : { debit_negative_balances: debits }),
        ...(descriptor === undefined ? {} : { statement_descriptor: descriptor }),
      },
    },
  });
}

type Rules = NonNullable<NonNullable<Change['payouts']>['automatic_transfer_rules_by_currency']>;

function rulesOf(given: Rules | null): FurtherSettings['automatic_transfer_rules_by_currency'] {
  if (given === null) return null;
  const kept = Object.entries(given).flatMap(([currency, rules]) =>
    rules === null
      ? []
      : [
          [
            currency,
            rules.map((rule) => ({ ...rule, transfer_up_to_amount: rule.transfer_up_to_amount ?? null })),
          ] as const,
        ],
  );
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

function mergedMinimum(
  known: FurtherSettings,
  given: Record<string, number | null> | null,
): Record<string, number> | null {
  if (given === null) return null;
  const merged = { ...known.minimum_balance_by_currency, ...given };
  const kept = Object.entries(merged).filter((entry): entry is [string, number] => entry[1] !== null);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

function startOf(
  given: { hour?: number; minutes?: number; timezone?: string } | null,
): FurtherSettings['start_of_day'] {
  if (given === null) return null;
  const { hour = 0, minutes = 0, timezone = 'Etc/UTC' } = given;
  return { hour, minutes, timezone };
}

const common = { path: '/v1/balance_settings', permission: 'balance_settings' } as const;

export const balanceSettingsRoutes = [
  route({ ...common, method: 'GET', params: noParams, handle: (ctx) => settingsOf(ctx) }),
  route({
    ...common,
    method: 'POST',
    params: updateParams,
    handle: (ctx) => updateSettings(ctx, ctx.params.payments ?? {}),
  }),
];
