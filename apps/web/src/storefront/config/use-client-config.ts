import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { BuyerSchemas } from '@guildhall/api-client';
import { api } from '../api.js';

export type ClientConfig = BuyerSchemas['ClientConfigResponse'];

/** What this platform is: its currency, its Stripe. It does not change while a page is open. */
export function useClientConfig(): UseQueryResult<ClientConfig> {
  return useQuery({ queryKey: ['client-config'], queryFn: () => api.GET('/v1/client-config'), staleTime: Infinity });
}
