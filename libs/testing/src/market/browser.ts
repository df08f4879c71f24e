import { emulatorClient, type RunFile } from '@guildhall/launcher';
import Stripe from 'stripe';
import type { EmulatorControl } from './emulator-control.js';
import { type MarketOrder, TEST_CARDS } from './people.js';

const RETURN_URL = 'https://shop.example/return';

/** What a buyer's browser does at Stripe: it has the publishable key and client secrets, and nothing else. */
export class Browser {
  private readonly sdk: Stripe;

  constructor(
    run: RunFile,
    private readonly emulator: EmulatorControl,
  ) {
    this.sdk = emulatorClient(run.urls['stripe-emulator'], run.stripe.publishableKey);
  }

  /** @throws Stripe's card error */
  confirms(order: MarketOrder, paymentMethod: string = TEST_CARDS.pays): Promise<Stripe.PaymentIntent> {
    const params: Stripe.PaymentIntentConfirmParams & { client_secret: string } = {
      client_secret: order.clientSecret,
      payment_method: paymentMethod,
      return_url: RETURN_URL,
    };
    return this.sdk.paymentIntents.confirm(order.paymentIntentId, params);
  }

  /** @returns why Stripe does not take this card, in its code and words @throws Error when it does */
  async isDeclined(order: MarketOrder, paymentMethod: string): Promise<{ code: string; message: string }> {
    try {
      await this.confirms(order, paymentMethod);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
      return reasonOf(error);
    }
    throw new Error(`${paymentMethod} was not declined`);
  }

  /** Stands before the bank's 3D Secure page and passes or fails it. @returns the status after it */
  async answersChallenge(order: MarketOrder, result: 'complete' | 'fail'): Promise<Stripe.PaymentIntent.Status> {
    const read = { client_secret: order.clientSecret };
    const intent = await this.sdk.paymentIntents.retrieve(order.paymentIntentId, read);
    await this.answer(intent.next_action, result);
    return (await this.sdk.paymentIntents.retrieve(order.paymentIntentId, read)).status;
  }

  /** Confirms a SetupIntent, with its challenge if there is one. */
  async savesMethod(clientSecret: string, paymentMethod: string): Promise<void> {
    const id = clientSecret.slice(0, clientSecret.indexOf('_secret_'));
    const params = { client_secret: clientSecret, payment_method: paymentMethod, return_url: RETURN_URL };
    const intent = await this.sdk.setupIntents.confirm(id, params);
    if (intent.status === 'requires_action') await this.answer(intent.next_action, 'complete');
  }

  private async answer(
    action: Stripe.PaymentIntent.NextAction | Stripe.SetupIntent.NextAction | null,
    result: 'complete' | 'fail',
  ): Promise<void> {
    const page = action?.redirect_to_url?.url;
    if (typeof page !== 'string') throw new Error('the bank does not ask for anything');
    await this.emulator.challenge(page, result);
  }
}

/** The SDK's types promise both codes; Stripe sends a decline code only with a decline. */
function reasonOf(error: { decline_code?: string; code?: string; message: string }): { code: string; message: string } {
  return { code: error.decline_code ?? error.code ?? '', message: error.message };
}
