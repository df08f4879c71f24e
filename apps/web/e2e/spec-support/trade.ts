import { createAdminApi, createBuyerApi } from '@guildhall/api-client';
import { emulatorClient, type RunFile } from '@guildhall/launcher';
import { eventually } from '@guildhall/testing';
import type Stripe from 'stripe';

const ADDRESS = { name: 'Ada Lovelace', line1: '12 Market Street', city: 'Springfield', region: 'IL', country: 'US' };

/** What other people do while somebody looks at a page: by the APIs, without a browser. */
export class Trade {
  constructor(private readonly run: RunFile) {}

  /** A buyer orders one of it, pays with a card whose money is available at once, and the order is known to be paid. */
  async buys(title: string): Promise<string> {
    const buyer = createBuyerApi(this.run.urls['buyer-checkout-api'], { token: this.tokenOf('buyer') });
    const { data } = await buyer.GET('/v1/catalogue/products', { params: { query: { query: title } } });
    const productId = data.find((each) => each.title === title)?.id ?? '';
    const body = { items: [{ productId, quantity: 1 }], shippingAddress: ADDRESS };
    const { order, payment } = await buyer.POST('/v1/orders', { body });
    const secret = payment.clientSecret ?? '';
    const stripe = emulatorClient(this.run.urls['stripe-emulator'], this.run.stripe.publishableKey);
    const card: Stripe.PaymentIntentConfirmParams & { client_secret: string } = {
      client_secret: secret,
      payment_method: 'pm_card_bypassPending',
      return_url: 'https://shop.example/return',
    };
    await stripe.paymentIntents.confirm(secret.slice(0, secret.indexOf('_secret_')), card);
    const params = { path: { orderId: order.id } };
    await eventually(
      () => buyer.GET('/v1/orders/{orderId}', { params }),
      ({ state }) => state === 'paid',
    );
    return order.id;
  }

  /** An operator pays a seller out as soon as the balance allows it. */
  async paysOut(shop: string, amountMinor: number): Promise<void> {
    const operator = createAdminApi(this.run.urls['admin-api'], { token: this.tokenOf('operator') });
    const { data } = await operator.GET('/v1/sellers', { params: { query: { limit: 100 } } });
    const sellerId = data.find(({ displayName }) => displayName === shop)?.id ?? '';
    const wanted = { sellerId, currency: 'usd' };
    await eventually(
      () => operator.POST('/v1/payouts/preview', { body: wanted }),
      ({ payableMinor }) => payableMinor >= amountMinor,
    );
    await operator.POST('/v1/payouts', { body: { ...wanted, amountMinor } });
  }

  /** An operator gives the buyer everything back, and the order is known to be refunded. */
  async refunds(orderId: string): Promise<void> {
    const operator = createAdminApi(this.run.urls['admin-api'], { token: this.tokenOf('operator') });
    const body = { reason: 'requested_by_customer', commissionPolicy: 'return' } as const;
    const params = { path: { orderId } };
    await operator.POST('/v1/orders/{orderId}/refunds', { params, body });
    await eventually(
      () => operator.GET('/v1/orders/{orderId}', { params }),
      ({ state }) => state === 'refunded',
    );
  }

  private tokenOf(role: 'buyer' | 'operator'): string {
    return this.run.logins.find((login) => login.role === role)?.token ?? '';
  }
}
