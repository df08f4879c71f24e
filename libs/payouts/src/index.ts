export * from './payout.errors.js';
export * from './payouts.modules.js';
