import type { Area } from '../shell/area.js';
import { api } from './api.js';
import { areaCatalogues, useT } from './messages.js';
import { SellerGate } from './onboarding/seller.gate.js';

export const area: Area = {
  prefix: '/seller',
  role: 'seller',
  api,
  catalogues: areaCatalogues,
  layout: 'side',
  useName: () => useT()('area.name'),
  useNavigation: () => {
    const t = useT();
    return [
      { to: '/', label: t('nav.home'), end: true },
      { to: '/products', label: t('nav.products') },
      { to: '/orders', label: t('nav.orders') },
      { to: '/payouts', label: t('nav.payouts') },
      { to: '/refunds', label: t('nav.refunds') },
      { to: '/settings', label: t('nav.settings') },
    ];
  },
  Gate: SellerGate,
  routes: [
    { path: '', page: () => import('./pages/home/home.page.js') },
    { path: 'products', page: () => import('./pages/products/products.page.js') },
    { path: 'products/new', page: () => import('./pages/new-product/new-product.page.js') },
    { path: 'products/:productId', page: () => import('./pages/product/product.page.js') },
    { path: 'orders', page: () => import('./pages/orders/orders.page.js') },
    { path: 'orders/:orderId', page: () => import('./pages/order/order.page.js') },
    { path: 'payouts', page: () => import('./pages/payouts/payouts.page.js') },
    { path: 'payouts/:payoutId', page: () => import('./pages/payout/payout.page.js') },
    { path: 'refunds', page: () => import('./pages/refunds/refunds.page.js') },
    { path: 'settings', page: () => import('./pages/settings/settings.page.js') },
    { path: 'onboarding', page: () => import('./pages/onboarding/onboarding.page.js') },
    { path: 'onboarding/return', page: () => import('./pages/onboarding/onboarding.page.js') },
    { path: 'onboarding/refresh', page: () => import('./pages/onboarding-refresh/onboarding-refresh.page.js') },
  ],
};
