import { type BuyerSchemas, createBuyerApi, createSellerApi } from '@guildhall/api-client';
import type { FrameLocator } from 'playwright-core';
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
