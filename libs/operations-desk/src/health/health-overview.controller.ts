import { ApiAnswer, Roles } from '@guildhall/http';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthOverviewResponse } from './health-overview.js';
import { HealthOverviewQueries } from './health-overview.queries.js';
import { ProcessHealthList } from './process-health.messages.js';
import { ProcessHealth } from './process-health.js';

@ApiTags('health')
@Controller('v1/health-overview')
@Roles('operator')
export class HealthOverviewController {
  constructor(
    private readonly health: HealthOverviewQueries,
    private readonly processes: ProcessHealth,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What waits, what has given up, and which versions work together' })
  @ApiAnswer(HealthOverviewResponse)
  show(): Promise<HealthOverviewResponse> {
    return this.health.overview();
  }

  /** The three APIs are not in it: whoever asks reaches them. */
  @Get('processes')
  @ApiOperation({ summary: 'How the webhook ingest and the worker are' })
  @ApiAnswer(ProcessHealthList)
  async showProcesses(): Promise<ProcessHealthList> {
    return Object.assign(new ProcessHealthList(), { data: await this.processes.ask() });
  }
}
