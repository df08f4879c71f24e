import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { AppLink } from './app-link.js';
import styles from './page-tabs.module.css';

/** Pages that belong together, below their common title; the present one is marked. */
export function PageTabs({ label, tabs }: PageTabsProps): ReactNode {
  const { pathname } = useLocation();
  return (
    <nav aria-label={label}>
      <ul className={styles.tabs}>
        {tabs.map(({ to, label: text }) => (
          <li key={to}>
            <AppLink to={to} {...(pathname === to ? { 'aria-current': 'page' as const } : {})}>
              {text}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PageTabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly label: string }[];
}
