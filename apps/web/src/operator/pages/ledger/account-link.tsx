import type { ReactNode } from 'react';
import { AppLink } from '../../../shell/app-link.js';

/** @returns the address of an account's page */
export function accountPath(account: string): string {
  return `/ledger/accounts/${encodeURIComponent(account)}`;
}

/** An account of the ledger by its name, leading to its postings. */
export function AccountLink({ account }: { account: string }): ReactNode {
  return <AppLink to={accountPath(account)}>{account}</AppLink>;
}
