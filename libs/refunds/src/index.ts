export * from './refund.errors.js';
export * from './refunds.modules.js';
