import { Module } from '@nestjs/common';
import { EventsService } from './admin/events.service.js';
import { WebhookEventsController } from './admin/webhook-events.controller.js';
import { BackfillRequests } from './backfill/backfill-requests.js';

/** The inbox for operators. Needs the queue module in the process. */
@Module({
  controllers: [WebhookEventsController],
  providers: [BackfillRequests, EventsService],
  exports: [BackfillRequests, EventsService],
})
export class WebhooksHttpModule {}
