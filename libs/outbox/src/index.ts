export * from './domain-event.js';
export * from './operation.js';
