import Stripe from 'stripe';
import { startEmulator, type EmulatorOptions, type RunningEmulator } from '../../../index.js';
import { sdkOptions } from '../../../testing/sdk.js';

/** 1 January 2030, midnight by UTC. */
export const NEW_YEAR = 1_893_456_000;
export const HOUR = 3600;
export const DAY = 86_400;

export interface ClockedCustomer {
  readonly clock: string;
  readonly customer: string;
}

/** An emulator with what subscription specs need: prices, customers on test clocks, and patience. */
export class BillingDesk {
  private constructor(
    readonly running: RunningEmulator,
    readonly stripe: Stripe,
  ) {}

  static async open(options: EmulatorOptions = {}): Promise<BillingDesk> {
    const running = await startEmulator({ seed: '7', ...options });
    return new BillingDesk(running, new Stripe('sk_test_billing', sdkOptions(running)));
  }

  close(): Promise<void> {
    return this.running.stop();
  }

  /** The same account by another version of the API. */
  speaking(apiVersion: string): Stripe {
    return new Stripe('sk_test_billing', { ...sdkOptions(this.running), apiVersion: apiVersion as never });
  }

  /** A customer on a clock of its own that stands at New Year 2030, who pays with a test card (null: has none). */
  async customer(card: string | null = 'pm_card_visa', frozenTime = NEW_YEAR): Promise<ClockedCustomer> {
    const clock = await this.stripe.testHelpers.testClocks.create({ frozen_time: frozenTime });
    const customer = await this.stripe.customers.create({ test_clock: clock.id, email: 'a@example.com' });
    if (card !== null) await this.card(customer.id, card);
    return { clock: clock.id, customer: customer.id };
  }

  /** Gives a customer another card for what comes. */
  async card(customer: string, card: string): Promise<string> {
    const { id } = await this.stripe.paymentMethods.attach(card, { customer });
    await this.stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
    return id;
  }

  /** A price, by the month unless told otherwise. */
  async price(amount: number, changes: Partial<Stripe.PriceCreateParams> = {}): Promise<string> {
    const price = await this.stripe.prices.create({
      currency: 'usd',
      unit_amount: amount,
      recurring: { interval: 'month' },
      product_data: { name: `Plan ${amount / 100}` },
      ...changes,
    });
    return price.id;
  }

  subscribe(
    customer: string,
    price: string,
    changes: Partial<Stripe.SubscriptionCreateParams> = {},
  ): Promise<Stripe.Subscription> {
    return this.stripe.subscriptions.create({ customer, items: [{ price }], ...changes });
  }

  /** Advances a clock and waits until all is done. */
  async advance(clock: string, to: number): Promise<void> {
    await this.stripe.testHelpers.testClocks.advance(clock, { frozen_time: to });
    for (;;) {
      const { status } = await this.stripe.testHelpers.testClocks.retrieve(clock);
      if (status === 'ready') return;
      if (status !== 'advancing') throw new Error(`the clock came to ${status}`);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
  }

  async invoice(id: string | Stripe.Invoice | null): Promise<Stripe.Invoice> {
    return this.stripe.invoices.retrieve(id as string);
  }

  /** Types of a customer's events, oldest first, that begin with one of some words. */
  async events(customer: string, since: number, ...prefixes: string[]): Promise<string[]> {
    const list = this.stripe.events.list({ limit: 100, created: { gte: since } });
    const events = await list.autoPagingToArray({ limit: 2000 });
    return events
      .filter(({ data }) => (data.object as { customer?: string }).customer === customer)
      .map(({ type }) => type as string)
      .filter((type) => prefixes.some((prefix) => type.startsWith(prefix)))
      .reverse();
  }
}

/** What the lines of an invoice say and cost. */
export function linesOf(invoice: Stripe.Invoice): [string | null, number][] {
  return invoice.lines.data.map(({ description, amount }) => [description, amount]);
}
