import { defineFamily } from '../../core/resource.js';
import { customerRoutes } from './customer.routes.js';
import { customers } from './customer.resource.js';

export const customersFamily = defineFamily({
  name: 'customers',
  resources: [customers],
  routes: customerRoutes,
  events: ['customer.created', 'customer.updated', 'customer.deleted'],
});
