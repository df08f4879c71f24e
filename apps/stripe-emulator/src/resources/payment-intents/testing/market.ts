import Stripe from 'stripe';
import { startEmulator, type EmulatorOptions, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';
import { usIndividual } from '../../accounts/testing/sellers.js';

const DAY = 86_400;

/** A platform with sellers on an emulator of its own, as payment specs need it. */
export class Market {
  private constructor(
    readonly running: RunningEmulator,
    readonly stripe: Stripe,
  ) {}

  static async open(options: EmulatorOptions = {}): Promise<Market> {
    const running = await startEmulator({ seed: '7', ...options });
    return new Market(running, new Stripe('sk_test_payments', sdkOptions(running)));
  }

  close(): Promise<void> {
    return this.running.stop();
  }

  /** A browser: the same server through a publishable key. */
  browser(): Stripe {
    return new Stripe('pk_test_payments', sdkOptions(this.running));
  }

  /** A verified seller who is paid out only on request. */
  async seller(changes: Partial<Stripe.AccountCreateParams> = {}): Promise<string> {
    const params = { ...usIndividual(), settings: { payouts: { schedule: { interval: 'manual' } } }, ...changes };
    const account = await this.stripe.accounts.create(params);
    return account.id;
  }

  /** Pending and available together, in minor units. Undefined means the platform. */
  async total(account?: string, currency = 'usd'): Promise<number> {
    const balance = await this.balance(account);
    const of = (entries: readonly { currency: string; amount: number }[]): number =>
      entries.find((entry) => entry.currency === currency)?.amount ?? 0;
    return of(balance.available) + of(balance.pending);
  }

  balance(account?: string): Promise<Stripe.Balance> {
    return this.stripe.balance.retrieve({}, account === undefined ? {} : { stripeAccount: account });
  }

  /** What a destination charge needs, 100.00 with a commission of 10.00 unless told otherwise. */
  destination(
    seller: string,
    changes: Partial<Stripe.PaymentIntentCreateParams> = {},
  ): Stripe.PaymentIntentCreateParams {
    return {
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      transfer_data: { destination: seller },
      application_fee_amount: 1_000,
      ...changes,
    };
  }

  pay(params: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.PaymentIntent> {
    return this.stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      ...params,
    });
  }

  advanceDays(days: number): Promise<void> {
    return this.running.advance({ seconds: days * DAY });
  }

  /** Types of events of an account since its beginning, oldest first. */
  async events(account?: string, limit = 100): Promise<string[]> {
    const list = await this.stripe.events.list({ limit }, account === undefined ? {} : { stripeAccount: account });
    return list.data.map((event) => event.type as string).reverse();
  }

  /** Every balance transaction of an account adds up to its balance. */
  async assertBalanced(account?: string): Promise<void> {
    const sums = new Map<string, number>();
    const options = account === undefined ? {} : { stripeAccount: account };
    for await (const { currency, net } of this.stripe.balanceTransactions.list({ limit: 100 }, options))
      sums.set(currency, (sums.get(currency) ?? 0) + net);
    for (const [currency, sum] of sums) expect(await this.total(account, currency)).toBe(sum);
  }
}
