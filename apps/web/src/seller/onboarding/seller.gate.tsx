import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Loading } from '../../ui/loading.js';
import { Problem } from '../../ui/problem.js';
import { useSeller } from './use-seller.js';

/** Where somebody may be who is no seller yet. */
const OPEN = ['/onboarding', '/settings'];

/** Whoever has not signed up as a seller does that first. */
export function SellerGate({ children }: { children: ReactNode }): ReactNode {
  const { pathname } = useLocation();
  const seller = useSeller();
  if (OPEN.some((path) => pathname === path || pathname.startsWith(`${path}/`))) return children;
  if (seller.isPending) return <Loading shape="page" />;
  if (seller.isError) return <Problem error={seller.error} onRetry={() => void seller.refetch()} />;
  return seller.data === null ? <Navigate to="/onboarding" replace /> : children;
}
