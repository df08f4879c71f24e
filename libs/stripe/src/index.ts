export { MutationOutsideOperation } from './guarded-http-client.js';
export { RequestBudget, RequestBudgetExhausted } from './request-budget.js';
export * from './stripe-client.js';
export * from './stripe-problem.js';
export * from './stripe-version.js';
export * from './stripe.module.js';
