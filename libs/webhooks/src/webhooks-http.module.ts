import { Module } from '@nestjs/common';
import { EventsService } from './admin/events.service.js';
import { WebhookEventsController } from './admin/webhook-events.controller.js';
import { BackfillRequests } from './backfill/backfill-requests.js';
import { InboxRuns } from './runs/inbox-runs.js';
import { WebhookRunsController } from './runs/webhook-runs.controller.js';

/** The inbox for operators. Needs the queue module in the process. */
@Module({
  controllers: [WebhookEventsController, WebhookRunsController],
  providers: [BackfillRequests, EventsService, InboxRuns],
  exports: [BackfillRequests, EventsService],
})
export class WebhooksHttpModule {}
