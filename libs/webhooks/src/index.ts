export * from './webhook-handler.js';
