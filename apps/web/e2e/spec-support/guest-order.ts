import { createBuyerApi } from '@guildhall/api-client';
import type { RunFile } from '@guildhall/launcher';

/** A guest orders one piece and pays with a card that works, without a browser: for journeys that begin after a sale. */
export async function guestPays({ urls, stripe }: RunFile, title: string): Promise<{ orderId: string }> {
  const buyer = createBuyerApi(urls['buyer-checkout-api']);
  const { data } = await buyer.GET('/v1/catalogue/products', { params: { query: { query: title, limit: 1 } } });
  const [product] = data;
  if (product === undefined) throw new Error(`nobody sells ${title}`);
  const { order, payment } = await buyer.POST('/v1/orders', {
    body: { items: [{ productId: product.id, quantity: 1 }], guestEmail: 'guest@guildhall.example' },
  });
  const intentId = payment.clientSecret?.split('_secret_', 1)[0] ?? '';
  const answer = await fetch(`${stripe.apiBase}/v1/payment_intents/${intentId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripe.secretKey}` },
    body: new URLSearchParams({ payment_method: 'pm_card_visa', return_url: urls.web }),
  });
  if (!answer.ok) throw new Error(`the payment was refused: ${await answer.text()}`);
  return { orderId: order.id };
}
