import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { BuyerSchemas } from '@guildhall/api-client';
import { api } from '../api.js';
import type { CartItem } from './cart.store.js';

export type Quote = BuyerSchemas['QuoteResponse'];
export type QuotedSeller = BuyerSchemas['QuoteSellerResponse'];
export type QuotedLine = BuyerSchemas['QuoteLineResponse'];

/** What the goods cost now, by seller, with everything that is wrong. Asked for anew whenever somebody comes back to the page. */
export function useQuote(items: readonly CartItem[]): UseQueryResult<Quote> {
  return useQuery({
    queryKey: ['quote', items],
    queryFn: () => api.POST('/v1/orders/quote', { body: { items: [...items] } }),
    enabled: items.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}
