import { type BuyerSchemas, createAdminApi, createBuyerApi, createSellerApi } from '@guildhall/api-client';
import type { BrowserContextOptions, FrameLocator } from 'playwright-core';
import type { Visitor } from './visitor.js';
import type { WebHouse } from './web-house.js';

type Placed = BuyerSchemas['PlacedOrderResponse'];

/** The product of this title. */
export async function productOf(house: WebHouse, title: string): Promise<BuyerSchemas['ListedProductResponse']> {
  const buyer = createBuyerApi(house.run.urls['buyer-checkout-api']);
  const { data } = await buyer.GET('/v1/catalogue/products', { params: { query: { query: title, limit: 1 } } });
  const [product] = data;
  if (product === undefined) throw new Error(`nobody sells ${title}`);
  return product;
}

/** Puts something up for sale that no other journey counts or buys. */
export async function sells(house: WebHouse, title: string, currency: string): Promise<string> {
  const { token } = house.login('seller', 'Grace Prints');
  const seller = createSellerApi(house.run.urls['seller-onboarding-api'], { token });
  const product = await seller.POST('/v1/products', {
    body: { title, category: 'journeys', priceMinor: 2_500, currency, stock: 50 },
  });
  return product.id;
}

/** Orders in this visitor's browser, without its pages: they then begin at paying. */
export async function places(visitor: Visitor, productId: string): Promise<Placed> {
  const origin = visitor.origin;
  const answer = await visitor.page.request.post(`${origin}/api/buyer/v1/orders`, {
    headers: {
      origin,
      'x-guildhall-csrf': '1',
      'x-guildhall-session': 'cookie',
      'idempotency-key': crypto.randomUUID(),
    },
    data: { items: [{ productId, quantity: 1 }], guestEmail: 'guest@guildhall.example' },
  });
  if (!answer.ok()) throw new Error(`it could not be ordered: ${await answer.text()}`);
  return (await answer.json()) as Placed;
}

/** Stripe's fields on the page. */
export function stripeFields({ page }: Visitor): FrameLocator {
  return page.locator('iframe[name^="__privateStripeFrame"]').first().contentFrame();
}

export async function typesCard(visitor: Visitor, number: string): Promise<void> {
  const card = stripeFields(visitor);
  await card.getByLabel('Card number').fill(number);
  await card.getByLabel('Expiration date').fill('1234');
  await card.getByLabel('Security code').fill('987');
  await card.getByLabel('ZIP code').fill('94103');
}

/** What the bank asks in 3D Secure, over the page. */
export function bankQuestion({ page }: Visitor): FrameLocator {
  return page
    .frameLocator('body > div:nth-child(1) > iframe[name^=__privateStripeFrame]')
    .frameLocator('#challengeFrame');
}

/** A cart that waits in the browser of whoever comes with these options. */
export function withCart(house: WebHouse, productId: string): Pick<BrowserContextOptions, 'storageState'> {
  const value = JSON.stringify([{ productId, quantity: 1 }]);
  const origin = house.run.urls.web;
  return { storageState: { cookies: [], origins: [{ origin, localStorage: [{ name: 'guildhall.cart', value }] }] } };
}

/** The PaymentIntent of an order that was made by the pages. */
export async function intentOfOrder({ page, origin }: Visitor, orderId: string): Promise<string> {
  const answer = await page.request.get(`${origin}/api/buyer/v1/orders/${orderId}/payment`);
  return intentOf({ payment: (await answer.json()) as Placed['payment'] });
}

export function intentOf({ payment }: Pick<Placed, 'payment'>): string {
  return payment.clientSecret?.split('_secret_', 1)[0] ?? '';
}

/** How often Stripe has taken the money for this PaymentIntent. */
export async function timesCharged({ run: { stripe } }: WebHouse, intentId: string): Promise<number> {
  const answer = await fetch(`${stripe.apiBase}/v1/charges?payment_intent=${intentId}`, {
    headers: { authorization: `Bearer ${stripe.secretKey}` },
  });
  const { data } = (await answer.json()) as { data: { paid: boolean }[] };
  return data.filter(({ paid }) => paid).length;
}

/** How many orders somebody made with this address. */
export async function timesOrdered(house: WebHouse, email: string): Promise<number> {
  const operator = createAdminApi(house.run.urls['admin-api'], { token: house.login('operator').token });
  const { hits } = await operator.GET('/v1/search', { params: { query: { q: email } } });
  return hits.filter(({ kind }) => kind === 'order').length;
}
