import type { Family } from '../core/resource.js';
import { accountsFamily } from './accounts/accounts.family.js';
import { customersFamily } from './customers/customers.family.js';
import { eventsFamily } from './events/events.family.js';
import { webhookEndpointsFamily } from './webhook-endpoints/webhook-endpoints.family.js';

/** Everything the emulator knows. A new family is one folder and one line here. */
export const families: readonly Family[] = [accountsFamily, customersFamily, eventsFamily, webhookEndpointsFamily];
