import type { BuyerSchemas } from '@guildhall/api-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api.js';

export type SavedMethod = BuyerSchemas['PaymentMethodResponse'];

export const SAVED_METHODS = ['payment-methods'];

/** @param lookEveryMs while a new one is expected */
export function useSavedMethods(
  isSignedIn: boolean,
  lookEveryMs: number | false = false,
): UseQueryResult<BuyerSchemas['PaymentMethodPage']> {
  // prettier-ignore
  return useQuery({
    queryKey: SAVED_METHODS,
    queryFn: () => api.GET('/v1/payment-methods', { params: { query: { limit: 100 } } }),
    enabled: isSignedIn,
    refetchInterval: lookEveryMs,
  });
}
