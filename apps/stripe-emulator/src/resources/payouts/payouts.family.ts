import { defineFamily } from '../../core/resource.js';
import { announceFunds, fundsNotices } from './funds.js';

export const payoutsFamily = defineFamily({
  name: 'payouts',
  resources: [fundsNotices],
  routes: [],
  actions: [announceFunds],
});
