import { STRIPE_WEBHOOK_TYPES, type WebhookHandler } from '@guildhall/webhooks';
import Stripe from 'stripe';
import { PaymentMethodWebhookHandler } from '../buyers/payment-method.webhook-handler.js';
import { ChargeWebhookHandler } from '../payments/charge.webhook-handler.js';
import { PaymentAttemptWebhookHandler } from '../payments/payment-attempt.webhook-handler.js';
import { PaymentIntentWebhookHandler } from '../payments/payment-intent.webhook-handler.js';
import type { CheckoutBench } from './checkout-bench.js';

const HANDLERS = [
  PaymentIntentWebhookHandler,
  ChargeWebhookHandler,
  PaymentAttemptWebhookHandler,
  PaymentMethodWebhookHandler,
];

/** What happens at Stripe, and how the house hears of it: in these specs when and how the spec says. */
export class StripeSide {
  readonly sdk: Stripe;
  private readonly browserSdk: Stripe;

  constructor(private readonly url: string) {
    const { hostname: host, port } = new URL(url);
    const options = { host, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false } as const;
    this.sdk = new Stripe('sk_test_checkout', options);
    this.browserSdk = new Stripe('pk_test_checkout', options);
  }

  /** An account that can take payments and transfers. */
  async account(): Promise<string> {
    const capabilities = { card_payments: { requested: true }, transfers: { requested: true } };
    const { id } = await this.sdk.accounts.create({ type: 'express', country: 'US', capabilities });
    await fetch(`${this.url}/_control/accounts/${id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'complete_onboarding' }),
    });
    return id;
  }

  /** What the buyer's browser does with the client secret. @returns the status, or the decline */
  async pay(clientSecret: unknown, paymentMethod = 'pm_card_visa'): Promise<string> {
    const secret = String(clientSecret);
    const id = secret.slice(0, secret.indexOf('_secret_'));
    try {
      const params = { client_secret: secret, payment_method: paymentMethod, return_url: 'https://example.com/back' };
      return (await this.browserSdk.paymentIntents.confirm(id, params)).status;
    } catch (error) {
      if (error instanceof Stripe.errors.StripeError) return error.decline_code ?? error.code ?? error.type;
      throw error;
    }
  }

  /** The same for saving a payment method. With 3D Secure the buyer passes the challenge. */
  async saves(clientSecret: unknown, paymentMethod = 'pm_card_visa'): Promise<string> {
    const secret = String(clientSecret);
    const id = secret.slice(0, secret.indexOf('_secret_'));
    const params = { client_secret: secret, payment_method: paymentMethod, return_url: 'https://example.com/back' };
    const { status, next_action: action } = await this.browserSdk.setupIntents.confirm(id, params);
    const url = action?.redirect_to_url?.url;
    if (status !== 'requires_action' || typeof url !== 'string') return status;
    await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ result: 'complete' }) });
    return (await this.sdk.setupIntents.retrieve(id)).status;
  }

  /** The page that the bank shows for 3D Secure. */
  async answerChallenge(paymentIntentId: string, result: 'complete' | 'fail'): Promise<void> {
    const { next_action: action } = await this.sdk.paymentIntents.retrieve(paymentIntentId);
    const url = action?.redirect_to_url?.url ?? '';
    await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ result }) });
  }

  /** Everything Stripe has told so far, oldest first. */
  async events(): Promise<Stripe.Event[]> {
    const events: Stripe.Event[] = [];
    for await (const event of this.sdk.events.list({ limit: 100 })) events.push(event);
    return events.reverse();
  }

  /** Delivers everything from the beginning, several times over, in a random order unless told otherwise. */
  async delivers(bench: CheckoutBench, { times = 2, shuffled = true } = {}): Promise<void> {
    const events = await this.events();
    const deliveries = Array.from({ length: times }, () => events).flat();
    if (shuffled) deliveries.sort(() => Math.random() - 0.5);
    for (const event of deliveries) await this.deliver(bench, event);
  }

  async deliver(bench: CheckoutBench, event: Stripe.Event): Promise<void> {
    const context = {
      eventId: event.id,
      type: event.type,
      stripeAccount: event.account ?? null,
      createdAt: new Date(event.created * 1000),
    };
    for (const type of HANDLERS) {
      const wanted = Reflect.getMetadata(STRIPE_WEBHOOK_TYPES, type) as string[];
      if (!wanted.includes(event.type)) continue;
      const handler: WebhookHandler = bench.get<WebhookHandler>(type);
      const prepared = await handler.prepare(event.data.object, context);
      await bench.database.source.transaction((manager) => handler.apply(prepared, manager, context));
    }
  }
}
