import { ApiProblem, type BuyerSchemas } from '@guildhall/api-client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api.js';

export type Order = BuyerSchemas['OrderResponse'];

const POLL_EVERY_MS = 4_000;

export function orderKey(orderId: string): readonly string[] {
  return ['order', orderId];
}

/** An order that follows its state by itself: by server-sent events, and by asking now and then while there are none. */
export function useOrder(orderId: string): UseQueryResult<Order> {
  const queries = useQueryClient();
  const [stream, setStream] = useState<'none' | 'open' | 'ended'>('none');
  const query = useQuery({
    queryKey: orderKey(orderId),
    queryFn: () => api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } }),
    refetchInterval: ({ state: { error } }) => (stream === 'none' && !isRefusal(error) ? POLL_EVERY_MS : false),
  });
  const isKnown = query.data !== undefined;
  useEffect(() => {
    if (!isKnown) return undefined;
    const source = new EventSource(`/api/buyer/v1/orders/${encodeURIComponent(orderId)}/events`);
    source.addEventListener('order', ({ data }: MessageEvent<string>) => {
      setStream('open');
      queries.setQueryData(orderKey(orderId), JSON.parse(data) as Order);
    });
    source.addEventListener('end', () => {
      source.close();
      setStream('ended');
    });
    source.addEventListener('error', () => { setStream('none'); }); // prettier-ignore
    return () => { source.close(); }; // prettier-ignore
  }, [isKnown, orderId, queries]);
  return query;
}

/** Asking again would be answered the same. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429;
}
