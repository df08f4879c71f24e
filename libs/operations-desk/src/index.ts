export * from './operations-desk-http.module.js';
