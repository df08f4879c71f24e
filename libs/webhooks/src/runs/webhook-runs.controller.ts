import { ApiAnswer, ApiPage, ApiProblems, IdParam, mapPage, type Page, PageRequest, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { InboxRunNotFound } from './inbox-run.errors.js';
import { WebhookRunResponse } from './inbox-run.response.js';
import { InboxRuns } from './inbox-runs.js';

/** Replays of many events and backfills, while they go on and afterwards. */
@ApiTags('webhook events')
@Controller('v1/webhook-runs')
@Roles('operator')
export class WebhookRunsController {
  constructor(private readonly runs: InboxRuns) {}

  @Get()
  @ApiOperation({ summary: 'Replays of many events and backfills, newest first' })
  @ApiPage(WebhookRunResponse)
  async list(@Query() page: PageRequest): Promise<Page<WebhookRunResponse>> {
    return mapPage(await this.runs.list(page), (run) => WebhookRunResponse.from(run));
  }

  @Get(':runId')
  @ApiOperation({ summary: 'How far one of them is' })
  @ApiAnswer(WebhookRunResponse)
  @ApiProblems(InboxRunNotFound)
  async show(@IdParam('runId') runId: string): Promise<WebhookRunResponse> {
    return WebhookRunResponse.from(await this.runs.get(runId));
  }
}
