import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useCommonT } from '../i18n/messages.context.js';
import { useSession } from '../session/session.context.js';
import { MenuIcon } from '../ui/icons.js';
import { Loading } from '../ui/loading.js';
import { ActionIcon } from '../ui/mantine.js';
import { AccountControls } from './account-controls.js';
import { AppLink } from './app-link.js';
import type { Area } from './area.js';
import { ErrorBoundary } from './error-boundary.js';
import { Navigation } from './navigation.js';
import { Preferences } from './preferences.js';
import styles from './shell.module.css';
import { useRouteChange } from './use-route-change.js';

const NavigationDrawer = lazy(() => import('./navigation.drawer.js'));

/** What is around every page of an area: skip link, brand, navigation (a drawer on phones), preferences, who is signed in. */
export function Shell({ area }: { area: Area }): ReactNode {
  const t = useCommonT();
  const { account, role } = useSession();
  const [isOpen, setOpen] = useState(false);
  const name = area.useName();
  const items = area.useNavigation();
  const mayNavigate = role === null || account?.roles.includes(role) === true;
  const { pathname } = useLocation();
  useRouteChange();
  const navigation = mayNavigate && <Navigation items={items} label={t('shell.navigation')} />;
  return (
    <div className={styles[area.layout]}>
      <a href="#content" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <header className={styles.header}>
        <div className={styles.headerInner}>
          <div className={styles.narrow}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('shell.openMenu')}
              aria-haspopup="dialog"
              onClick={() => {
                setOpen(true);
              }}
            >
              <MenuIcon />
            </ActionIcon>
          </div>
          <AppLink to="/" className={styles.brand}>
            <img src="/favicon.svg" width="24" height="24" alt="" />
            Guildhall
            {name !== null && <span className={styles.area}>{name}</span>}
          </AppLink>
          {area.layout === 'top' && <div className={styles.wide}>{navigation}</div>}
          <div className={styles.spread} />
          {area.HeaderExtra !== undefined && <area.HeaderExtra />}
          <div className={styles.wide}>
            <Preferences />
          </div>
          <div className={styles.wide}>
            <AccountControls />
          </div>
        </div>
      </header>
      <div className={styles.body}>
        {area.layout === 'side' && mayNavigate && (
          <div className={`${styles.wide} ${styles.sidebar}`}>{navigation}</div>
        )}
        <main id="content" tabIndex={-1} className={styles.main}>
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<Loading shape="page" />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      {isOpen && (
        <Suspense>
          <NavigationDrawer
            items={mayNavigate ? items : []}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
