import { Module } from '@nestjs/common';
import { EventInbox } from './event-inbox.js';
import { WebhookIngestController } from './ingest/webhook-ingest.controller.js';
import { WebhookReceiver } from './ingest/webhook-receiver.js';

/** The endpoints that Stripe delivers to. Needs config, database, queue and observability modules in the process. */
@Module({
  controllers: [WebhookIngestController],
  providers: [EventInbox, WebhookReceiver],
  exports: [WebhookReceiver],
})
export class WebhooksIngestModule {}
