import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { shortId } from '../../../ui/short-id.js';
import { api } from '../../api.js';

/** A seller by name, leading to their page; the id until the name is known. Asked for once, however many links there are. */
export function SellerLink({ sellerId }: { sellerId: string }): ReactNode {
  const seller = useQuery({
    queryKey: ['seller', sellerId],
    queryFn: () => api.GET('/v1/sellers/{sellerId}', { params: { path: { sellerId } } }),
    staleTime: 60_000,
  });
  return <AppLink to={`/sellers/${sellerId}`}>{seller.data?.displayName ?? shortId(sellerId)}</AppLink>;
}
