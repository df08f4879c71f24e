import { defineFamily } from '../../core/resource.js';
import { catalogRecipes, invoiceRecipes, subscriptionRecipes } from './billing-recipes.js';
import { moneyRecipes, paymentRecipes } from './payment-recipes.js';

/**
 * How events of all families are made to happen by calls of the API. It comes first among the families: one that
 * knows better declares the trigger itself.
 */
export const triggersFamily = defineFamily({
  name: 'triggers',
  resources: [],
  routes: [],
  triggers: { ...paymentRecipes, ...moneyRecipes, ...catalogRecipes, ...invoiceRecipes, ...subscriptionRecipes },
});
