import type { Area } from '../shell/area.js';
import { api } from './api.js';
import { areaCatalogues, useT } from './messages.js';

export const area: Area = {
  prefix: '/operator',
  role: 'operator',
  api,
  catalogues: areaCatalogues,
  layout: 'side',
  useName: () => useT()('area.name'),
  useNavigation: () => {
    const t = useT();
    return [{ to: '/', label: t('nav.orders'), end: true }];
  },
  routes: [
    { path: '', page: () => import('./pages/orders/orders.page.js') },
    { path: '_kit', page: () => import('./pages/kit/kit.page.js') },
  ],
};
