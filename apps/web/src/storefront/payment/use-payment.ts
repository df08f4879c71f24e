import type { BuyerSchemas } from '@guildhall/api-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api.js';

export type Payment = BuyerSchemas['PaymentResponse'];

export function paymentKey(orderId: string): readonly string[] {
  return ['payment', orderId];
}

/** How far Stripe says the payment is, and the secret to go on with. Never kept anywhere but in memory. */
export function usePayment(
  orderId: string,
  pollEveryMs: (payment: Payment | undefined) => number | false = () => false,
): UseQueryResult<Payment> {
  // prettier-ignore
  return useQuery({
    queryKey: paymentKey(orderId),
    queryFn: () => api.GET('/v1/orders/{orderId}/payment', { params: { path: { orderId } } }),
    refetchInterval: ({ state: { data } }) => pollEveryMs(data),
    refetchOnWindowFocus: false,
  });
}
