import { ApiAnswer, Roles } from '@guildhall/http';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthOverviewResponse } from './health-overview.js';
import { HealthOverviewQueries } from './health-overview.queries.js';

@ApiTags('health')
@Controller('v1/health-overview')
@Roles('operator')
export class HealthOverviewController {
  constructor(private readonly health: HealthOverviewQueries) {}

  @Get()
  @ApiOperation({ summary: 'What waits, what has given up, and which versions work together' })
  @ApiAnswer(HealthOverviewResponse)
  show(): Promise<HealthOverviewResponse> {
    return this.health.overview();
  }
}
