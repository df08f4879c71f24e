import { defineFamily } from '../../core/resource.js';
import { eventDestinationRoutes } from './event-destinations.js';
import { v2AccountRoutes } from './v2-account.routes.js';
import { v2Accounts } from './v2-account.resource.js';
import { v2EventRoutes } from './v2-events.js';

/** `/v2/core`: accounts, account links, events and their destinations. */
export const v2CoreFamily = defineFamily({
  name: 'v2 core',
  resources: [v2Accounts],
  routes: [...v2AccountRoutes, ...eventDestinationRoutes, ...v2EventRoutes],
});
