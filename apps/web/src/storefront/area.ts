import type { Area } from '../shell/area.js';
import { api } from './api.js';
import { CartLink } from './cart/cart-link.js';
import { areaCatalogues, useT } from './messages.js';

export const area: Area = {
  prefix: '/',
  role: null,
  api,
  catalogues: areaCatalogues,
  layout: 'top',
  useName: () => null,
  useNavigation: () => {
    const t = useT();
    return [
      { to: '/', label: t('nav.catalogue'), end: true },
      { to: '/orders', label: t('nav.orders') },
      { to: '/account', label: t('nav.account') },
    ];
  },
  HeaderExtra: CartLink,
  routes: [
    { path: '', page: () => import('./pages/catalogue/catalogue.page.js') },
    { path: 'products/:productId', page: () => import('./pages/product/product.page.js') },
    { path: 'shops/:sellerId', page: () => import('./pages/shop/shop.page.js') },
    { path: 'cart', page: () => import('./pages/cart/cart.page.js') },
    { path: 'checkout', page: () => import('./pages/checkout/checkout.page.js') },
    { path: 'checkout/:orderId', page: () => import('./pages/payment/payment.page.js') },
    { path: 'checkout/:orderId/return', page: () => import('./pages/payment-return/payment-return.page.js') },
    { path: 'orders', page: () => import('./pages/orders/orders.page.js'), needsSignIn: true },
    { path: 'orders/:orderId', page: () => import('./pages/order/order.page.js') },
    { path: 'account', page: () => import('./pages/account/account.page.js'), needsSignIn: true },
    { path: 'account/payment-methods', page: () => import('./pages/payment-methods/payment-methods.page.js'), needsSignIn: true }, // prettier-ignore
    { path: 'account/security', page: () => import('./pages/security/security.page.js'), needsSignIn: true },
    { path: 'sign-in', page: () => import('./pages/sign-in/sign-in.page.js') },
  ],
};
