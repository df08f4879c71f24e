import type { BuyerSchemas } from '@guildhall/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { type Action, useAction } from '../../api/use-action.js';
import { api } from '../api.js';
import { cart } from '../cart/cart.js';
import { orderKey } from '../order/use-order.js';
import { paymentKey } from '../payment/use-payment.js';

export type PlaceOrder = BuyerSchemas['PlaceOrderRequest'];
export type PlacedOrder = BuyerSchemas['PlacedOrderResponse'];

/** Makes the cart an order: one, in however many tabs. Its goods are reserved then, so they leave the cart. */
export function usePlaceOrder(onPlaced: (placed: PlacedOrder) => void): Action<PlaceOrder, PlacedOrder> {
  const queries = useQueryClient();
  return useAction(
    (body: PlaceOrder, key) =>
      api.POST('/v1/orders', {
        params: { header: { 'Idempotency-Key': key, 'X-Guildhall-Session': 'cookie' } },
        body,
      }),
    {
      keeper: { key: cart.orderKey, forget: cart.renewOrderKey },
      onSuccess: (placed) => {
        queries.setQueryData(orderKey(placed.order.id), placed.order);
        queries.setQueryData(paymentKey(placed.order.id), placed.payment);
        cart.ordered(placed.order.id);
        onPlaced(placed);
      },
    },
  );
}
