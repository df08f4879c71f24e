import type { Stripe } from '@stripe/stripe-js';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ClientConfig } from '../config/use-client-config.js';
import { loadStripe } from './load-stripe.js';

/** Stripe.js, once it is there. */
export function useStripeJs(config: ClientConfig | undefined): UseQueryResult<Stripe> {
  return useQuery({
    queryKey: ['stripe-js'],
    queryFn: () => {
      if (config === undefined) throw new Error('asked for without a configuration');
      return loadStripe(config);
    },
    enabled: config !== undefined,
    staleTime: Infinity,
    structuralSharing: false,
  });
}
