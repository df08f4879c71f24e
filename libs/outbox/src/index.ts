export * from './domain-event.js';
export type { Attempt } from './operation-runner.js';
export * from './operation.js';
export * from './operations-http.module.js';
export { OperationsService } from './operations.service.js';
export * from './outbox.js';
export * from './outbox.module.js';
export type { OutboxSettings } from './outbox.settings.js';
