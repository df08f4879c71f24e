import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { shortId } from '../../../ui/short-id.js';
import { api } from '../../api.js';

/** Somebody by name, leading to their page; the id until the name is known. Asked for once, however many links there are. */
export function UserLink({ userId }: { userId: string }): ReactNode {
  const user = useQuery({
    queryKey: ['user', userId],
    queryFn: () => api.GET('/v1/users/{userId}', { params: { path: { userId } } }),
    staleTime: 60_000,
  });
  return <AppLink to={`/users/${userId}`}>{user.data?.displayName ?? shortId(userId)}</AppLink>;
}
