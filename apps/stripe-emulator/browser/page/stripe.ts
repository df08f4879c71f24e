import { callApi, type Credentials, type Params } from '../shared/api-client.js';
import { randomId } from '../shared/random-id.js';
import { IntegrationError } from '../shared/errors.js';
import { Checkout, type CheckoutOptions } from './checkout.js';
import { confirmIntent, type ConfirmOptions } from './confirm.js';
import { confirmsByType, requireSecret, takeUpIntent } from './confirm-by-type.js';
import { collectBankAccount, type BankAccountOptions } from './collect-bank-account.js';
import { createConfirmationToken, createPaymentMethod, createSource, createToken } from './create-calls.js';
import { Elements } from './elements.js';
import { EmbeddedCheckout, type EmbeddedCheckoutOptions } from './embedded-checkout.js';
import { leaveFor, retrieveIntent } from './next-action.js';
import { PaymentRequest } from './payment-request.js';
import { resultOf } from './results.js';

interface Options {
  readonly stripeAccount?: string;
  readonly apiVersion?: string;
  readonly locale?: string;
  readonly betas?: readonly string[];
}

/** Where the emulator is: whence this script came, unless it was handed out in the name of Stripe's own address. */
function emulatorUrl(): string {
  const { currentScript } = document;
  const source = currentScript instanceof HTMLScriptElement ? currentScript.src : '';
  if (source === '') return EMULATOR.url;
  const { origin, hostname, protocol } = new URL(source);
  return protocol.startsWith('http') && !hostname.endsWith('stripe.com') ? origin : EMULATOR.url;
}

const URL_OF_EMULATOR = emulatorUrl();

function assertKey(key: unknown): asserts key is string {
  if (typeof key !== 'string' || key.trim() === '')
    throw new IntegrationError('Please call Stripe() with your publishable key. You used an empty string.');
  if (/^(sk|rk)_/.test(key))
    throw new IntegrationError(
      'You should not use your secret key with Stripe.js.\n        Please pass a publishable key instead.',
    );
  if (!key.startsWith('pk_'))
    throw new IntegrationError(
      `Invalid value for Stripe(): apiKey should be a publishable key. You specified: ${key}.`,
    );
}

/** Calls of products that the emulator does not have: they say so. */
const ABSENT_CALLS = Object.fromEntries(
  [
    'collectBankAccountToken',
    'collectFinancialConnectionsAccounts',
    'createEphemeralKeyNonce',
    'initCheckoutFormSdk',
    'initializePricing',
    'processOrder',
    'retrieveOrder',
    'verifyIdentity',
  ].map((name) => {
    const message = `stripe.${name}() belongs to a product of Stripe's that the emulator does not have.`;
    const answer = { error: { type: 'invalid_request_error', code: 'not_in_emulator', message } };
    return [name, () => (console.error(message), Promise.resolve(answer))] as const;
  }),
);

/** What `Stripe(key)` answers: https://docs.stripe.com/js */
class StripeObject {
  readonly _apiKey: string;
  readonly _keyMode = 'test';
  readonly _stripeAccount: string | undefined;
  readonly _apiVersion: string | undefined;
  readonly _locale: string | undefined;
  readonly _betas: readonly string[];
  private readonly credentials: Credentials;

  constructor(key: string, { stripeAccount, apiVersion, locale, betas = [] }: Options) {
    this._apiKey = key;
    this._stripeAccount = stripeAccount;
    this._apiVersion = apiVersion;
    this._locale = locale;
    this._betas = betas;
    this.credentials = {
      url: URL_OF_EMULATOR,
      key,
      account: stripeAccount ?? null,
      apiVersion: apiVersion ?? null,
    };
    Object.assign(this, confirmsByType(this.credentials), ABSENT_CALLS);
  }

  elements(options: Params = {}): Elements {
    return new Elements(this.credentials, options);
  }

  confirmPayment(options: ConfirmOptions) {
    return confirmIntent(this.credentials, 'stripe.confirmPayment()', options);
  }

  confirmSetup(options: ConfirmOptions) {
    return confirmIntent(this.credentials, 'stripe.confirmSetup()', options);
  }

  async handleNextAction(options: { clientSecret?: string; hashedValue?: string }) {
    const secret = options.clientSecret ?? secretOf(options.hashedValue);
    return takeUpIntent(this.credentials, requireSecret('stripe.handleNextAction()', secret));
  }

  async handleCardAction(clientSecret: string) {
    return takeUpIntent(this.credentials, requireSecret('stripe.handleCardAction', clientSecret, 'Payment'));
  }

  async handleCardPayment(clientSecret: string, element?: unknown, data: object = {}) {
    return this.confirmOfOld('confirmCardPayment', clientSecret, element, data);
  }

  async handleCardSetup(clientSecret: string, element?: unknown, data: object = {}) {
    return this.confirmOfOld('confirmCardSetup', clientSecret, element, data);
  }

  async retrievePaymentIntent(clientSecret: string) {
    const name = requireSecret('stripe.retrievePaymentIntent', clientSecret, 'Payment');
    return resultOf(await retrieveIntent(this.credentials, name));
  }

  async retrieveSetupIntent(clientSecret: string) {
    const name = requireSecret('stripe.retrieveSetupIntent', clientSecret, 'Setup');
    return resultOf(await retrieveIntent(this.credentials, name));
  }

  verifyMicrodepositsForPayment(clientSecret: string, data: Params = {}) {
    return this.verifyMicrodeposits('Payment', clientSecret, data);
  }

  verifyMicrodepositsForSetup(clientSecret: string, data: Params = {}) {
    return this.verifyMicrodeposits('Setup', clientSecret, data);
  }

  createPaymentMethod(...given: readonly unknown[]) {
    return createPaymentMethod(this.credentials, ...given);
  }

  createConfirmationToken(options: Params) {
    return createConfirmationToken(this.credentials, options);
  }

  createToken(source: unknown, data?: unknown) {
    return createToken(this.credentials, source, data);
  }

  createSource(source: unknown, data?: unknown) {
    return createSource(this.credentials, source, data);
  }

  async retrieveSource({ id, client_secret }: { id: string; client_secret: string }) {
    const params = { client_secret };
    return resultOf(await callApi(this.credentials, { method: 'GET', path: `/v1/sources/${id}`, params }));
  }

  paymentRequest(options: Params): PaymentRequest {
    return new PaymentRequest(options);
  }

  /** Leaves for the hosted page of a Checkout Session. */
  redirectToCheckout({ sessionId }: { sessionId?: string }) {
    if (sessionId === undefined)
      throw new IntegrationError('stripe.redirectToCheckout: You must provide the sessionId of a Checkout Session.');
    return leaveFor(`${this.credentials.url}/c/pay/${encodeURIComponent(sessionId)}`);
  }

  initCheckoutElementsSdk(options: CheckoutOptions): Checkout {
    return new Checkout(this.credentials, options);
  }

  /** Its name of before. With `fetchClientSecret`, as it was at first, it answers once the session is there. */
  initCheckout(options: CheckoutOptions): Checkout | Promise<Checkout> {
    const checkout = this.initCheckoutElementsSdk(options);
    return options.fetchClientSecret === undefined ? checkout : checkout.loaded();
  }

  createEmbeddedCheckoutPage(options: EmbeddedCheckoutOptions): Promise<EmbeddedCheckout> {
    return EmbeddedCheckout.open(this.credentials, options);
  }

  /** Its name of before. */
  initEmbeddedCheckout(options: EmbeddedCheckoutOptions): Promise<EmbeddedCheckout> {
    return this.createEmbeddedCheckoutPage(options);
  }

  /** Its name before that. */
  initCustomCheckout(options: CheckoutOptions): Promise<Checkout> {
    return this.initCheckoutElementsSdk(options).loaded();
  }

  collectBankAccountForPayment(options: BankAccountOptions) {
    return collectBankAccount(this.credentials, 'Payment', options);
  }

  collectBankAccountForSetup(options: BankAccountOptions) {
    return collectBankAccount(this.credentials, 'Setup', options);
  }

  createRadarSession() {
    return callApi(this.credentials, { method: 'POST', path: '/v1/radar/session', params: {} }).then(resultOf);
  }

  registerAppInfo(info: { name?: string }): void {
    this.wrappers.push(info.name ?? '');
  }

  _registerWrapper(info: { name?: string }): void {
    this.wrappers.push(info.name ?? '');
  }

  /** Libraries that have introduced themselves. */
  private readonly wrappers: string[] = [];

  private confirmOfOld(call: string, clientSecret: string, element: unknown, data: object) {
    const { payment_method_data: details = {}, ...rest } = data as { payment_method_data?: object };
    const confirms = confirmsByType(this.credentials);
    const method = element === undefined ? {} : { payment_method: { ...details, card: element } };
    const confirm = confirms[call];
    if (confirm === undefined) throw new IntegrationError(`${call} is unknown`);
    return confirm(clientSecret, { ...rest, ...method });
  }

  private async verifyMicrodeposits(kind: 'Payment' | 'Setup', clientSecret: string, data: Params) {
    const { path } = requireSecret(`stripe.verifyMicrodepositsFor${kind}`, clientSecret, kind);
    const params = { ...data, client_secret: clientSecret };
    return resultOf(await callApi(this.credentials, { method: 'POST', path: `${path}/verify_microdeposits`, params }));
  }
}

/** The server may hand out the intent's secret encoded, as part of a `pi_..._secret_...` wrapped in base 64. */
function secretOf(hashedValue: string | undefined): string | undefined {
  if (hashedValue === undefined) return undefined;
  try {
    return atob(hashedValue);
  } catch {
    return hashedValue;
  }
}

function Stripe(key: unknown, options: Options = {}): StripeObject {
  assertKey(key);
  return new StripeObject(key, options);
}
Stripe.version = EMULATOR.version;
Stripe.stripeJsId = randomId();

declare global {
  interface Window {
    Stripe: typeof Stripe;
  }
}

// A page that loads it twice keeps the first.
if (!('Stripe' in window)) Object.assign(window, { Stripe });
