import type { SellerSchemas } from '@guildhall/api-client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api.js';

export type Order = SellerSchemas['SellerOrderResponse'];

const keyOf = (orderId: string): readonly string[] => ['order', orderId];

export function useOrder(orderId: string): UseQueryResult<Order> {
  return useQuery({
    queryKey: keyOf(orderId),
    queryFn: () => api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } }),
  });
}

/** @returns what takes in an order that the API has just answered, so that page, table and home show it */
export function useOrderChanged(): (order: Order) => void {
  const queries = useQueryClient();
  return (order) => {
    queries.setQueryData(keyOf(order.id), order);
    void queries.invalidateQueries({ queryKey: ['table', 'orders'] });
    void queries.invalidateQueries({ queryKey: ['home'] });
  };
}
