import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.js';
import { CartIcon } from '../../ui/icons.js';
import { VisuallyHidden } from '../../ui/mantine.js';
import { useT } from '../messages.js';
import { useCartItems } from './cart.js';
import styles from './cart-link.module.css';

/** The way to the cart, with how much is in it, at every width. */
export function CartLink(): ReactNode {
  const t = useT();
  const count = useCartItems().reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <AppLink to="/cart" className={styles.cart}>
      <CartIcon />
      <VisuallyHidden>{t('nav.cart', { count })}</VisuallyHidden>
      <span aria-hidden="true" className="gh-numbers">
        {count}
      </span>
    </AppLink>
  );
}
