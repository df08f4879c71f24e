export * from './transfers-http.module.js';
export * from './transfers-worker.module.js';
