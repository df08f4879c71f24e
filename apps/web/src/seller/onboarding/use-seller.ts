import { ApiProblem, type SellerSchemas } from '@guildhall/api-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api.js';

export type Seller = SellerSchemas['SellerResponse'];

export const SELLER = ['seller', 'me'];
const POLL_EVERY_MS = 3_000;

/** The seller that this user is; null when they have not signed up yet. While something is missing at Stripe it is asked again. */
export function useSeller({ isWaiting = false } = {}): UseQueryResult<Seller | null> {
  return useQuery({
    queryKey: SELLER,
    queryFn: mySeller,
    refetchInterval: ({ state: { data } }) => (isWaiting && data != null && !isReady(data) ? POLL_EVERY_MS : false),
  });
}

/** Everything that Stripe wants now is there, and it works. */
export function isReady({ readiness }: Seller): boolean {
  return readiness.canSell && readiness.canBePaidOut && readiness.missing.length === 0;
}

async function mySeller(): Promise<Seller | null> {
  try {
    return await api.GET('/v1/sellers/me');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
