import type { SellerSchemas } from '@guildhall/api-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api } from '../api.js';

export type Home = SellerSchemas['HomeResponse'];
export type Todo = Home['todo'][number];

/** Money, next payout and what needs doing. */
export function useHome(): UseQueryResult<Home> {
  return useQuery({ queryKey: ['home'], queryFn: () => api.GET('/v1/home') });
}
