import type { ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { NavigationItem } from './area.js';
import { isPayingPage } from './paying-pages.js';
import styles from './shell.module.css';

/** Where one can go in this area; the present page is marked. */
export function Navigation({ items, label, onNavigate }: NavigationProps): ReactNode {
  const { pathname: here } = useLocation();
  return (
    <nav aria-label={label}>
      <ul className={styles.navigation}>
        {items.map(({ to, label: text, end = false, group }) => (
          <li key={to}>
            {group !== undefined && <p className={styles.group}>{group}</p>}
            <NavLink
              to={to}
              end={end}
              reloadDocument={isPayingPage(here) !== isPayingPage(to)}
              className={styles.link ?? ''}
              {...(onNavigate === undefined ? {} : { onClick: onNavigate })}
            >
              {text}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface NavigationProps {
  readonly items: readonly NavigationItem[];
  readonly label: string;
  readonly onNavigate?: () => void;
}
