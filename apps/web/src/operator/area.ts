import type { Area } from '../shell/area.js';
import { api } from './api.js';
import { ENGINE_ROOM_ROUTES, useEngineRoomNavigation } from './engine-room.js';
import { areaCatalogues, useT } from './messages.js';
import { HeaderSearch } from './pages/search/header-search.js';

export const area: Area = {
  prefix: '/operator',
  role: 'operator',
  api,
  catalogues: areaCatalogues,
  layout: 'side',
  HeaderExtra: HeaderSearch,
  useName: () => useT()('area.name'),
  useNavigation: () => {
    const t = useT();
    return [
      { to: '/', label: t('nav.overview'), end: true },
      { to: '/orders', label: t('nav.orders') },
      { to: '/refund-requests', label: t('nav.refundRequests') },
      { to: '/refunds', label: t('nav.refunds') },
      { to: '/sellers', label: t('nav.sellers') },
      { to: '/payouts', label: t('nav.payouts') },
      ...useEngineRoomNavigation(),
    ];
  },
  routes: [
    { path: '', page: () => import('./pages/overview/overview.page.js') },
    { path: 'orders', page: () => import('./pages/orders/orders.page.js') },
    { path: 'orders/:orderId', page: () => import('./pages/orders/order.page.js') },
    { path: 'orders/:orderId/refund', page: () => import('./pages/refunds/new-refund.page.js') },
    { path: 'search', page: () => import('./pages/search/search.page.js') },
    { path: 'refund-requests', page: () => import('./pages/refund-requests/refund-requests.page.js') },
    { path: 'refund-requests/:requestId', page: () => import('./pages/refund-requests/refund-request.page.js') },
    { path: 'refunds', page: () => import('./pages/refunds/refunds.page.js') },
    { path: 'refunds/:refundId', page: () => import('./pages/refunds/refund.page.js') },
    { path: 'sellers', page: () => import('./pages/sellers/sellers.page.js') },
    { path: 'sellers/:sellerId', page: () => import('./pages/sellers/seller.page.js') },
    { path: 'sellers/:sellerId/payout', page: () => import('./pages/payouts/new-payout.page.js') },
    { path: 'payouts', page: () => import('./pages/payouts/payouts.page.js') },
    { path: 'payouts/:payoutId', page: () => import('./pages/payouts/payout.page.js') },
    ...ENGINE_ROOM_ROUTES,
    { path: '_kit', page: () => import('./pages/kit/kit.page.js') },
  ],
};
