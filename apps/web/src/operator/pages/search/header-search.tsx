import { type ReactNode, useRef } from 'react';
import { useLocation } from 'react-router';
import { useSession } from '../../../session/session.context.js';
import { AppLink } from '../../../shell/app-link.js';
import { SearchIcon } from '../../../ui/icons.js';
import { VisuallyHidden } from '../../../ui/mantine.js';
import { useT } from '../../messages.js';
import styles from './header-search.module.css';
import { SearchForm } from './search-form.js';

/** Search from everywhere: a box in the header, on phones a link to the page that has one. */
export function HeaderSearch(): ReactNode {
  const t = useT();
  const { account, role } = useSession();
  const { pathname } = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const mayLook = role !== null && account?.roles.includes(role) === true;
  if (!mayLook || pathname === '/search') return null;
  return (
    <>
      <div className={styles.box}>
        <SearchForm field={field} />
      </div>
      <AppLink to="/search" className={styles.link}>
        <SearchIcon />
        <VisuallyHidden>{t('search.title')}</VisuallyHidden>
      </AppLink>
    </>
  );
}
