import type { ReactNode } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import SignInForm from '../../../session/sign-in.page.js';
import { useSession } from '../../../session/session.context.js';
import { safePath } from './safe-path.js';

/** Signing in or opening an account, then on to where one wanted to go (`?to=/orders`). */
export default function SignInPage(): ReactNode {
  const { account } = useSession();
  const [params] = useSearchParams();
  return account === null ? <SignInForm /> : <Navigate to={safePath(params.get('to'))} replace />;
}
