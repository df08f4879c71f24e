import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';
import { useAccountWords } from '../../words/use-account-words.js';

/** @returns the address of an account's page */
export function accountPath(account: string): string {
  return `/ledger/accounts/${encodeURIComponent(account)}`;
}

/** An account of the ledger in words, its name on hover, leading to its postings. */
export function AccountLink({ account }: { account: string }): ReactNode {
  const words = useAccountWords();
  return (
    <AppLink to={accountPath(account)} title={account}>
      {words(account)}
    </AppLink>
  );
}
