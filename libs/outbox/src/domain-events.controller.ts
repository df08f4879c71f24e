import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  mapPage,
  type Page,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainEventQuery, DomainEventResponse } from './domain-event.response.js';
import { DomainEventNotDead, DomainEventNotFound } from './operations.errors.js';
import { OperationsService } from './operations.service.js';

@ApiTags('domain events')
@Controller('v1/domain-events')
@Roles('operator')
export class DomainEventsController {
  constructor(private readonly operations: OperationsService) {}

  @Get()
  @ApiOperation({ summary: 'List what the slices told each other, newest first' })
  @ApiPage(DomainEventResponse)
  async list(@Query() { state, type, ...page }: DomainEventQuery): Promise<Page<DomainEventResponse>> {
    return mapPage(await this.operations.listDomainEvents({ state, type }, page), (row) =>
      DomainEventResponse.from(row),
    );
  }

  @Get(':domainEventId')
  @ApiOperation({ summary: 'Show one domain event' })
  @ApiAnswer(DomainEventResponse)
  @ApiProblems(DomainEventNotFound)
  async show(@IdParam('domainEventId') domainEventId: string): Promise<DomainEventResponse> {
    return DomainEventResponse.from(await this.operations.getDomainEvent(domainEventId));
  }

  @Post(':domainEventId/replay')
  @ApiOperation({ summary: 'Hand a dead domain event to its subscriber again' })
  @ApiAnswer(DomainEventResponse)
  @ApiProblems(DomainEventNotDead)
  async replay(
    @IdempotencyKey() _key: string,
    @CurrentUser() user: Principal,
    @IdParam('domainEventId') domainEventId: string,
  ): Promise<DomainEventResponse> {
    return DomainEventResponse.from(await this.operations.replayDomainEvent(domainEventId, user.userId));
  }
}
