import { ApiAnswer, ApiProblems, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OverviewPeriodInvalid } from './overview.errors.js';
import { OverviewRequest, OverviewResponse } from './overview.messages.js';
import { OverviewPeriod } from './overview.period.js';
import { OverviewQueries } from './overview.queries.js';

@ApiTags('overview')
@Controller('v1/overview')
@Roles('operator')
export class OverviewController {
  constructor(private readonly overview: OverviewQueries) {}

  /** Sales, refunds, payouts, tries to pay and disputes of a period, beside the one before, and what needs looking at now. */
  @Get()
  @ApiOperation({ summary: 'How the market is doing' })
  @ApiAnswer(OverviewResponse)
  @ApiProblems(OverviewPeriodInvalid)
  async show(@Query() request: OverviewRequest): Promise<OverviewResponse> {
    return OverviewResponse.of(await this.overview.over(OverviewPeriod.of(request)));
  }
}
