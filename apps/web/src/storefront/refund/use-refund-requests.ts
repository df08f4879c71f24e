import type { BuyerSchemas } from '@guildhall/api-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api.js';
import type { Order } from '../order/use-order.js';

export type RefundRequest = BuyerSchemas['RefundRequestResponse'];

/** A decision is not told by the order's own events when the order stays as it is. */
const POLL_EVERY_MS = 5_000;

export function refundRequestsKey(orderId: string): readonly string[] {
  return ['refund-requests', orderId];
}

/** What the buyer asked for, newest first. Read anew when the order changes, and now and then while one is open. */
export function useRefundRequests({ id: orderId, state }: Order): UseQueryResult<readonly RefundRequest[]> {
  return useQuery({
    queryKey: [...refundRequestsKey(orderId), state],
    queryFn: async () => {
      const params = { path: { orderId }, query: { limit: 100 } };
      return (await api.GET('/v1/orders/{orderId}/refund-requests', { params })).data;
    },
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => (data?.[0]?.state === 'open' ? POLL_EVERY_MS : false),
  });
}
