export * from './journal.js';
export * from './ledger.js';
