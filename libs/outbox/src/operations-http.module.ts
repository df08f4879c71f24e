import { Module } from '@nestjs/common';
import { DomainEventsController } from './domain-events.controller.js';
import { OperationsController } from './operations.controller.js';
import { OperationsService } from './operations.service.js';

/** The operators' view of the outbox. Needs `OutboxModule` and `IdentityModule`. */
@Module({
  controllers: [OperationsController, DomainEventsController],
  providers: [OperationsService],
  exports: [OperationsService],
})
export class OperationsHttpModule {}
