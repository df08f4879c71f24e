export * from './embedded-postgres.js';
export * from './free-port.js';
export * from './house.js';
export * from './house-options.js';
export * from './managed-process.js';
export * from './run-file.js';
export * from './stripe-permissions.js';
export * from './webhook-endpoints.js';
