import { defineFamily } from '../../core/resource.js';
import { setupAttempts, setupIntents } from './setup-intent.resource.js';

export const setupIntentsFamily = defineFamily({
  name: 'setup_intents',
  resources: [setupIntents, setupAttempts],
  routes: [],
});
