import { createBuyerApi } from '@guildhall/api-client';
import type { RunFile } from '@guildhall/launcher';

export interface GuestOrder {
  readonly orderId: string;
  /** What the guest shows to be let at the order. */
  readonly orderToken: string;
  readonly intentId: string;
}

/**
 * A guest orders one piece each and pays with a card that works, without a browser: for journeys that begin after a sale.
 * @param card `pm_card_bypassPending`: its money is available at once
 */
export async function guestPays(
  { urls, stripe }: RunFile,
  titles: readonly string[],
  card = 'pm_card_visa',
): Promise<GuestOrder> {
  const buyer = createBuyerApi(urls['buyer-checkout-api']);
  const items = await Promise.all(
    titles.map(async (title) => {
      const { data } = await buyer.GET('/v1/catalogue/products', { params: { query: { query: title, limit: 1 } } });
      if (data[0] === undefined) throw new Error(`nobody sells ${title}`);
      return { productId: data[0].id, quantity: 1 };
    }),
  );
  const { order, payment, orderToken } = await buyer.POST('/v1/orders', {
    body: { items, guestEmail: 'guest@guildhall.example' },
  });
  const intentId = payment.clientSecret?.split('_secret_', 1)[0] ?? '';
  const answer = await fetch(`${stripe.apiBase}/v1/payment_intents/${intentId}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripe.secretKey}` },
    body: new URLSearchParams({ payment_method: card, return_url: urls.web }),
  });
  if (!answer.ok) throw new Error(`the payment was refused: ${await answer.text()}`);
  return { orderId: order.id, orderToken: orderToken ?? '', intentId };
}
