export { EventBackfill } from './backfill/event-backfill.js';
export type { WebhookEndpoint } from './ingest/incoming-event.js';
export { WebhookReceiver } from './ingest/webhook-receiver.js';
export * from './ingest/webhook.errors.js';
export * from './webhook-handler.js';
export * from './webhooks-ingest.module.js';
export * from './webhooks-worker.module.js';
export { EventDispatcher } from './worker/event-dispatcher.js';
export type { WebhookWorkerOptions } from './worker/worker-options.js';
