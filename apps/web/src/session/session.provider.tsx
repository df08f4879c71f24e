import { ApiProblem } from '@guildhall/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { onSignedOut } from '../api/send.js';
import { Loading } from '../ui/loading.js';
import type { Account, AuthApi, Role } from './auth-api.js';
import { type Session, SessionContext } from './session.context.js';
import { Unreachable } from './unreachable.js';

const SignInDialog = lazy(() => import('./sign-in.dialog.js'));

const ME = ['session', 'me'];
/** While the API cannot be reached: it comes back, and the page with it. */
const TRY_AGAIN_MS = 3_000;

async function whoAmI(api: AuthApi): Promise<Account | null> {
  try {
    return await api.GET('/v1/auth/me');
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 401 || error.status === 404)) return null;
    throw error;
  }
}

/** Knows who is signed in. A session that ends while somebody works opens a dialog over the page instead of losing it. */
export function SessionProvider({ api, role, children }: SessionProviderProps): ReactNode {
  const queries = useQueryClient();
  const me = useQuery({
    queryKey: ME,
    queryFn: () => whoAmI(api),
    staleTime: 60_000,
    refetchInterval: ({ state: { status } }) => (status === 'error' ? TRY_AGAIN_MS : false),
  });
  const [isAsking, setAsking] = useState(false);
  const account = me.data ?? null;

  useEffect(() => onSignedOut(() => { if (account !== null || role !== null) setAsking(true); }), [account, role]); // prettier-ignore

  const signedIn = useCallback(
    (next: Account) => {
      queries.setQueryData(ME, next);
      setAsking(false);
      void queries.invalidateQueries();
    },
    [queries],
  );
  const signOut = useCallback(async () => {
    await api.POST('/v1/auth/logout');
    queries.setQueryData(ME, null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] }); // the next one must not see it
  }, [api, queries]);
  const askToSignIn = useCallback(() => { setAsking(true); }, []); // prettier-ignore

  const session = useMemo<Session>(
    () => ({ account, api, role, signedIn, signOut, askToSignIn }),
    [account, api, role, signedIn, signOut, askToSignIn],
  );
  if (me.isPending) return <Loading shape="page" />;
  if (me.isError) return <Unreachable error={me.error} onRetry={() => void me.refetch()} />;
  return (
    <SessionContext value={session}>
      {children}
      {isAsking && (
        <Suspense>
          <SignInDialog
            onClose={() => {
              setAsking(false);
            }}
          />
        </Suspense>
      )}
    </SessionContext>
  );
}

interface SessionProviderProps {
  readonly api: AuthApi;
  readonly role: Role | null;
  readonly children: ReactNode;
}
