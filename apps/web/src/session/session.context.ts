import { createContext, useContext } from 'react';
import type { Account, AuthApi, Role } from './auth-api.js';

export interface Session {
  /** Null: nobody is signed in. */
  readonly account: Account | null;
  readonly api: AuthApi;
  /** What this area is for; null: guests too. */
  readonly role: Role | null;
  readonly signedIn: (account: Account) => void;
  readonly signOut: () => Promise<void>;
  /** Opens the dialog over the page; what was typed there stays. */
  readonly askToSignIn: () => void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of SessionProvider');
  return session;
}
