import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createBuyerApi } from '@guildhall/api-client';
import { BROWSER } from '../../../api/send.js';

/** In which amounts of rules are shown. The buyers' API tells it to everybody. */
export function usePlatformCurrency(): UseQueryResult<string> {
  return useQuery({
    queryKey: ['platform-currency'],
    queryFn: async () => (await createBuyerApi('/api/buyer', BROWSER).GET('/v1/client-config')).platformCurrency,
    staleTime: Infinity,
  });
}
