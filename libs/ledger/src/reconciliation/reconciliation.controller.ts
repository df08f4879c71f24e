import {
  ApiAnswer,
  ApiPage,
  ApiProblems,
  CurrentUser,
  IdempotencyKey,
  IdParam,
  mapPage,
  type Page,
  PageRequest,
  type Principal,
  Roles,
} from '@guildhall/http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DifferenceAlreadyResolved, DifferenceNotFound, ReconciliationRunNotFound } from './reconciliation.errors.js';
import { ListDifferencesRequest, ResolveDifferenceRequest } from './reconciliation.requests.js';
import { DifferenceResponse, ReconciliationRunResponse } from './reconciliation.responses.js';
import { ReconciliationService } from './reconciliation.service.js';

/** The ledger beside Stripe's own books. */
@ApiTags('reconciliation')
@Controller('v1/reconciliation')
@Roles('operator')
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  @Post('runs')
  @ApiOperation({ summary: 'Compare the ledger with Stripe now; the worker does it, watch the run' })
  @ApiAnswer(ReconciliationRunResponse, { status: 202 })
  async request(@IdempotencyKey() _key: string, @CurrentUser() user: Principal): Promise<ReconciliationRunResponse> {
    return ReconciliationRunResponse.from(await this.reconciliation.request(user.userId));
  }

  @Get('runs')
  @ApiOperation({ summary: 'Runs, newest first' })
  @ApiPage(ReconciliationRunResponse)
  async runs(@Query() request: PageRequest): Promise<Page<ReconciliationRunResponse>> {
    return mapPage(await this.reconciliation.runs(request), (run) => ReconciliationRunResponse.from(run));
  }

  @Get('runs/:runId')
  @ApiOperation({ summary: 'One run and its progress' })
  @ApiAnswer(ReconciliationRunResponse)
  @ApiProblems(ReconciliationRunNotFound)
  async run(@IdParam('runId') runId: string): Promise<ReconciliationRunResponse> {
    return ReconciliationRunResponse.from(await this.reconciliation.run(runId));
  }

  @Get('differences')
  @ApiOperation({ summary: 'Where ledger and Stripe disagree, newest first' })
  @ApiPage(DifferenceResponse)
  async differences(@Query() request: ListDifferencesRequest): Promise<Page<DifferenceResponse>> {
    const page = await this.reconciliation.differences(request, request);
    return mapPage(page, (difference) => DifferenceResponse.from(difference));
  }

  @Post('differences/:differenceId/resolve')
  @ApiOperation({ summary: 'Settle a difference with a note' })
  @ApiAnswer(DifferenceResponse)
  @ApiProblems(DifferenceNotFound, DifferenceAlreadyResolved)
  async resolve(
    @IdempotencyKey() _key: string,
    @IdParam('differenceId') differenceId: string,
    @CurrentUser() user: Principal,
    @Body() { note }: ResolveDifferenceRequest,
  ): Promise<DifferenceResponse> {
    return DifferenceResponse.from(await this.reconciliation.resolve(differenceId, note, user.userId));
  }
}
