import type Stripe from 'stripe';
import type { Context } from '../../core/context.js';
import { defineResource } from '../../core/resource.js';

type Created = Stripe.PaymentMethodConfigurationCreateParams;
export type ConfigurableMethod = Exclude<keyof Created, 'expand' | 'name' | 'parent'>;

/** In the words of the API; the last two are accepted and shown nowhere. */
export const CONFIGURABLE = (
  'acss_debit affirm afterpay_clearpay alipay alma amazon_pay apple_pay au_becs_debit bacs_debit bancontact billie ' +
  'bizum blik boleto card cartes_bancaires cashapp crypto customer_balance eps fpx giropay google_pay grabpay ideal ' +
  'jcb kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco naver_pay nz_bank_account oxxo p24 ' +
  'pay_by_bank payco paynow paypal paypay payto pix promptpay revolut_pay samsung_pay satispay scalapay sepa_debit ' +
  'sequra sofort sunbit swish twint upi us_bank_account wechat_pay zip apple_pay_later fr_meal_voucher_conecs'
).split(' ') as readonly ConfigurableMethod[];

/** What the emulator can take payments with, and wallets that stand for cards. */
const AVAILABLE = new Set<string>([
  'card',
  'apple_pay',
  'google_pay',
  'link',
  'ideal',
  'sepa_debit',
  'us_bank_account',
]);

type Preference = 'none' | 'off' | 'on';
/** One method of a configuration; the SDK has the same type once per method. */
export type MethodState = Stripe.PaymentMethodConfiguration.Card;

/** @param inherited what applies where there is no preference of its own */
export function methodState(name: string, preference: Preference, inherited: boolean): MethodState {
  const isOn = preference === 'none' ? inherited : preference === 'on';
  return {
    available: AVAILABLE.has(name) && isOn,
    display_preference: { overridable: null, preference, value: isOn ? 'on' : 'off' },
  };
}

export const isOnByDefault = (name: string): boolean => AVAILABLE.has(name);

export const paymentMethodConfigurations = defineResource<Stripe.PaymentMethodConfiguration>({
  object: 'payment_method_configuration',
  idPrefix: 'pmc',
  label: 'payment method configuration',
  pathParam: 'configuration',
  filters: {
    active: (configuration) => configuration.active,
    application: (configuration) => configuration.application,
    is_default: (configuration) => configuration.is_default,
  },
});

/** The configuration that an intent names, else the account's default; connected accounts may have none. */
export function configurationFor(ctx: Context, id: string | undefined): Stripe.PaymentMethodConfiguration | undefined {
  if (id !== undefined) return ctx.require(paymentMethodConfigurations, id, 'payment_method_configuration');
  return ctx.all(paymentMethodConfigurations, { is_default: true })[0];
}

/** Whether a configuration offers a method. */
export function offers(configuration: Stripe.PaymentMethodConfiguration | undefined, type: string): boolean {
  const state = (configuration as Readonly<Record<string, unknown>> | undefined)?.[type] as MethodState | undefined;
  return state === undefined || state.display_preference.value === 'on';
}

/** The field of an intent that says which configuration was asked. */
export function configurationDetails(configuration: Stripe.PaymentMethodConfiguration | undefined): {
  readonly payment_method_configuration_details: { id: string; parent: string | null } | null;
} {
  const { id, parent } = configuration ?? {};
  return { payment_method_configuration_details: id === undefined ? null : { id, parent: parent ?? null } };
}
