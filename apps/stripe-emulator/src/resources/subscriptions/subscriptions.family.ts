import { defineFamily } from '../../core/resource.js';
import './billing-thresholds.js';
import { customerSubscriptionRoutes } from './customer-subscriptions.routes.js';
import { subscriptionItemRoutes } from './subscription-item.routes.js';
import { subscriptionReactions } from './subscription-reactions.js';
import { subscriptionTriggers } from './subscription-triggers.js';
import { wake } from './subscription-wake.js';
import { subscriptionItems, subscriptions } from './subscription.resource.js';
import { subscriptionRoutes } from './subscription.routes.js';
import { usageRecordRoutes, usageRecords } from './usage-records.js';

export const subscriptionsFamily = defineFamily({
  name: 'subscriptions',
  resources: [subscriptions, subscriptionItems, usageRecords],
  routes: [...subscriptionRoutes, ...subscriptionItemRoutes, ...customerSubscriptionRoutes, ...usageRecordRoutes],
  actions: [wake],
  events: [
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.trial_will_end',
    'customer.subscription.pending_update_applied',
    'customer.subscription.pending_update_expired',
  ],
  triggers: subscriptionTriggers,
  reactions: subscriptionReactions,
});
