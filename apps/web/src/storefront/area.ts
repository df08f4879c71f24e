import type { Area } from '../shell/area.js';
import { api } from './api.js';
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
    return [{ to: '/', label: t('nav.catalogue'), end: true }];
  },
  routes: [{ path: '', page: () => import('./pages/catalogue/catalogue.page.js') }],
};
