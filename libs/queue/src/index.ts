export * from './doorbell.js';
export * from './drain-loop.js';
export { migrateQueue, QueueNotMigrated } from './postgres-queue-backend.js';
export * from './queue.module.js';
export * from './schedule.js';
