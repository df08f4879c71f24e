import type { Credentials, Params } from '../shared/api-client.js';
import { IntegrationError } from '../shared/errors.js';
import { callThrough, methodParams } from './method-source.js';
import { handleAction, retrieveIntent } from './next-action.js';
import { intentOf, resultOf, type IntentName, type Result } from './results.js';

/** `confirmCardPayment` and its like, by the name in the middle. */
const TYPES: Readonly<Record<string, string>> = {
  AcssDebit: 'acss_debit',
  Affirm: 'affirm',
  AfterpayClearpay: 'afterpay_clearpay',
  Alipay: 'alipay',
  AmazonPay: 'amazon_pay',
  AuBecsDebit: 'au_becs_debit',
  BacsDebit: 'bacs_debit',
  Bancontact: 'bancontact',
  Billie: 'billie',
  Blik: 'blik',
  Boleto: 'boleto',
  Card: 'card',
  Cashapp: 'cashapp',
  CustomerBalance: 'customer_balance',
  Eps: 'eps',
  Fpx: 'fpx',
  Giropay: 'giropay',
  GrabPay: 'grabpay',
  Ideal: 'ideal',
  Klarna: 'klarna',
  Konbini: 'konbini',
  Mobilepay: 'mobilepay',
  Multibanco: 'multibanco',
  Oxxo: 'oxxo',
  P24: 'p24',
  PayByBank: 'pay_by_bank',
  PayNow: 'paynow',
  PayPal: 'paypal',
  Pix: 'pix',
  PromptPay: 'promptpay',
  SepaDebit: 'sepa_debit',
  Sofort: 'sofort',
  Twint: 'twint',
  UsBankAccount: 'us_bank_account',
  WechatPay: 'wechat_pay',
};

/** Kinds of which the type alone says nothing: without data the intent's own payment method is confirmed. */
const DESCRIBED = /^card$|^us_bank_account$|_debit$/;

type Confirm = (
  clientSecret: string,
  data?: Record<string, unknown>,
  options?: { handleActions?: boolean },
) => Promise<Result>;

/** One `confirm…Payment` and one `confirm…Setup` for every kind of payment method. */
export function confirmsByType(credentials: Credentials): Readonly<Record<string, Confirm>> {
  const calls = Object.entries(TYPES).flatMap(([name, type]) =>
    (['Payment', 'Setup'] as const).map((kind): [string, Confirm] => {
      const caller = `confirm${name}${kind}`;
      return [
        caller,
        (clientSecret, data = {}, options = {}) =>
          confirm(credentials, requireSecret(`stripe.${caller}`, clientSecret, kind), type, data, options),
      ];
    }),
  );
  return Object.fromEntries(calls);
}

/** @throws IntegrationError when what was passed is no client secret of that kind of intent */
export function requireSecret(caller: string, clientSecret: unknown, kind?: 'Payment' | 'Setup'): IntentName {
  const name = typeof clientSecret === 'string' ? intentOf(clientSecret) : undefined;
  if (name === undefined || (kind !== undefined && name.isSetup !== (kind === 'Setup')))
    throw new IntegrationError(
      `Invalid value for ${caller} intent secret: value should be a client secret of the form \${id}_secret_\${secret}. You specified: ${JSON.stringify(clientSecret)}.`,
    );
  return name;
}

async function confirm(
  credentials: Credentials,
  name: IntentName,
  type: string,
  data: Record<string, unknown>,
  { handleActions = true }: { handleActions?: boolean },
): Promise<Result> {
  const { payment_method: given, ...rest } = data;
  const { element, params } = methodParams(type, given ?? (DESCRIBED.test(type) ? undefined : {}));
  const answer = await callThrough(credentials, element, {
    method: 'POST',
    path: `${name.path}/confirm`,
    params: { ...(rest as Params), ...params, client_secret: name.clientSecret, use_stripe_sdk: true },
    into: 'payment_method_data',
    as: 'payment_method',
  });
  if (answer.error !== undefined || !handleActions) return resultOf(answer);
  return handleAction(credentials, name, answer.object);
}

/** `handleNextAction` and `handleCardAction`: takes up an intent that the server has confirmed. */
export async function takeUpIntent(credentials: Credentials, name: IntentName): Promise<Result> {
  const answer = await retrieveIntent(credentials, name);
  return answer.error === undefined ? handleAction(credentials, name, answer.object) : resultOf(answer);
}
