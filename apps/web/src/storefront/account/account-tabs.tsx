import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { AppLink } from '../../shell/app-link.js';
import { useT } from '../messages.js';
import styles from './account-tabs.module.css';

/** The pages of an account. */
export function AccountTabs(): ReactNode {
  const t = useT();
  const { pathname } = useLocation();
  const tabs = [
    { to: '/account', label: t('account.profile') },
    { to: '/account/payment-methods', label: t('methods.title') },
    { to: '/account/security', label: t('security.title') },
  ];
  return (
    <nav aria-label={t('account.title')}>
      <ul className={styles.tabs}>
        {tabs.map(({ to, label }) => (
          <li key={to}>
            <AppLink to={to} {...(pathname === to ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
