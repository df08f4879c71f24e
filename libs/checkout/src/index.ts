export * from './checkout-admin-http.module.js';
export * from './checkout-http.module.js';
export * from './checkout-seller-http.module.js';
export * from './checkout-worker.module.js';
export { ExpireOrdersJob } from './orders/expire-orders.job.js';
