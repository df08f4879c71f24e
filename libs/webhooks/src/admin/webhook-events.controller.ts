import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  InvalidRequest,
  mapPage,
  type Page,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Body, Controller, Get, Injectable, Param, type PipeTransform, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { BackfillRequests } from '../backfill/backfill-requests.js';
import { WebhookRunResponse } from '../runs/inbox-run.response.js';
import { EventsService } from './events.service.js';
import { WebhookEventNotFound, WebhookEventNotReplayable } from './webhook-event.errors.js';
import { WebhookEventDetailResponse, WebhookEventResponse } from './webhook-event.responses.js';
import {
  ListWebhookEventsRequest,
  ReplayWebhookEventRequest,
  ReplayWebhookEventsRequest,
} from './webhook-events.requests.js';

/** The number of a row in the inbox. */
@Injectable()
class RowNumberPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (/^\d{1,18}$/.test(value)) return value;
    throw new InvalidRequest([{ field: 'id', message: 'must be the number of an event in the inbox' }]);
  }
}

const ID_PARAM = { name: 'id', schema: { type: 'string' as const, pattern: '^\\d{1,18}$' } };

/** The inbox: what Stripe said, what became of it, and a second try. */
@ApiTags('webhook events')
@Controller('v1/webhook-events')
@Roles('operator')
export class WebhookEventsController {
  constructor(
    private readonly events: EventsService,
    private readonly backfill: BackfillRequests,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Events, newest first' })
  @ApiPage(WebhookEventResponse)
  async list(@Query() request: ListWebhookEventsRequest): Promise<Page<WebhookEventResponse>> {
    return mapPage(await this.events.list(request, request), (event) => WebhookEventResponse.from(event));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One event with what it says' })
  @ApiParam(ID_PARAM)
  @ApiAnswer(WebhookEventDetailResponse)
  @ApiProblems(WebhookEventNotFound)
  async show(@Param('id', RowNumberPipe) id: string): Promise<WebhookEventDetailResponse> {
    return WebhookEventDetailResponse.from(await this.events.get(id));
  }

  @Post(':id/replay')
  @ApiOperation({ summary: 'Handle an event again' })
  @ApiParam(ID_PARAM)
  @ApiAnswer(WebhookEventResponse)
  @ApiProblems(WebhookEventNotFound, WebhookEventNotReplayable)
  async replay(
    @IdempotencyKey() _key: string,
    @Param('id', RowNumberPipe) id: string,
    @CurrentUser() { userId }: Principal,
    @Body() { includeProcessed }: ReplayWebhookEventRequest,
  ): Promise<WebhookEventResponse> {
    return WebhookEventResponse.from(await this.events.replay(id, includeProcessed, userId));
  }

  @Post('replay')
  @ApiOperation({ summary: 'Handle all events of a state again that match, the oldest first; watch the run' })
  @ApiAnswer(WebhookRunResponse, { status: 202 })
  async replayMany(
    @IdempotencyKey() _key: string,
    @CurrentUser() { userId }: Principal,
    @Body() { state, limit, ...filter }: ReplayWebhookEventsRequest,
  ): Promise<WebhookRunResponse> {
    return WebhookRunResponse.from(await this.events.replayMany({ filter, state, limit, userId }));
  }

  @Post('backfill')
  @ApiOperation({ summary: 'Ask Stripe now for events that never came; the worker does it, watch the run' })
  @ApiAnswer(WebhookRunResponse, { status: 202 })
  async requestBackfill(
    @IdempotencyKey() _key: string,
    @CurrentUser() { userId }: Principal,
  ): Promise<WebhookRunResponse> {
    return WebhookRunResponse.from(await this.backfill.requestAll(userId));
  }
}
