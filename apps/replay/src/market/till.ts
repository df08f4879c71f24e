import type { BuyerApi, BuyerSchemas } from '@guildhall/api-client';
import { emulatorClient, type RunFile } from '@guildhall/launcher';
import Stripe from 'stripe';
import type { PlannedOrder } from '../plan/replay-plan.js';
import type { Patience } from '../run/patience.js';
import type { People } from './people.js';

type PlacedOrder = BuyerSchemas['PlacedOrderResponse'];

/** An order that stayed unpaid until it expired (a replay that was stopped for a day) is placed anew. */
const MOST_PLACINGS = 5;

/** Orders and pays one invoice as its buyer's browser would. Every call carries a key made of the invoice number. */
export class Till {
  private readonly browser: Stripe;

  constructor(
    run: RunFile,
    private readonly people: People,
    private readonly products: ReadonlyMap<string, string>,
    private readonly patience: Patience,
  ) {
    this.browser = emulatorClient(run.urls['stripe-emulator'], run.stripe.publishableKey);
  }

  /** @returns the id of the order, which is paid; it may have been before */
  async pays(order: PlannedOrder): Promise<string> {
    const buyer = await this.people.buyer(order.customer);
    for (let placing = 1; placing <= MOST_PLACINGS; placing += 1) {
      const key = `replay-${order.invoice}${placing === 1 ? '' : `-${placing}`}`;
      const placed = await this.place(buyer, order, key);
      if (placed.payment.status === 'succeeded') return placed.order.id;
      if (placed.order.state === 'canceled' || placed.order.state === 'expired') continue;
      await this.confirm(placed);
      return placed.order.id;
    }
    throw new Error(`invoice ${order.invoice} was placed ${MOST_PLACINGS} times and always expired`);
  }

  private place(buyer: BuyerApi, order: PlannedOrder, key: string): Promise<PlacedOrder> {
    const items = order.lines.map(({ productKey, quantity }) => ({ productId: this.productId(productKey), quantity }));
    const body = {
      items,
      acceptedTotalMinor: Number(order.amountMinor),
      ...(order.customer === null ? { guestEmail: this.people.guestEmail(order.invoice) } : {}),
    };
    return this.patience.with(() => buyer.POST('/v1/orders', { body, params: { header: { 'Idempotency-Key': key } } }));
  }

  /** @throws StripeError when the card is not charged */
  private async confirm({ payment }: PlacedOrder): Promise<void> {
    const params: Stripe.PaymentIntentConfirmParams & { client_secret: string } = {
      client_secret: payment.clientSecret ?? '',
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
    };
    const idempotencyKey = `replay-confirm-${payment.paymentIntentId}`;
    const intent = await this.patience.with(() =>
      this.browser.paymentIntents.confirm(payment.paymentIntentId, params, { idempotencyKey }).catch(alreadyPaid),
    );
    if (intent.status !== 'succeeded')
      throw new Error(`the payment ${intent.id} is ${intent.status} after its confirmation`);
  }

  private productId(key: string): string {
    const id = this.products.get(key);
    if (id === undefined) throw new RangeError(`${key} was not listed`);
    return id;
  }
}

/** Somebody (a replay that was killed) has confirmed it before: Stripe answers with the payment as it is. */
function alreadyPaid(error: unknown): Stripe.PaymentIntent {
  const intent = error instanceof Stripe.errors.StripeInvalidRequestError ? error.payment_intent : undefined;
  if (intent?.status === 'succeeded') return intent;
  throw error;
}
