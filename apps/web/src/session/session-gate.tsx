import { lazy, type ReactNode, Suspense } from 'react';
import { useCommonT } from '../i18n/messages.context.js';
import { Empty } from '../ui/empty.js';
import { Loading } from '../ui/loading.js';
import { Button } from '../ui/mantine.js';
import { useSession } from './session.context.js';

const SignInPage = lazy(() => import('./sign-in.page.js'));

/** Lets those in who are signed in with the area's role; the others sign in, or are told why they cannot. */
export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const t = useCommonT();
  const { account, role, signOut } = useSession();
  if (account === null) {
    return (
      <Suspense fallback={<Loading shape="page" />}>
        <SignInPage />
      </Suspense>
    );
  }
  if (role !== null && !account.roles.includes(role)) {
    return (
      <Empty
        isPage
        title={t('session.wrongRole', { role })}
        hint={t('session.wrongRoleHint', { email: account.email })}
      >
        <Button onClick={() => void signOut()}>{t('session.signOut')}</Button>
      </Empty>
    );
  }
  return children;
}
