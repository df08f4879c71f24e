import { Module } from '@nestjs/common';
import { HealthOverviewController } from './health/health-overview.controller.js';
import { HealthOverviewQueries } from './health/health-overview.queries.js';
import { ProcessHealth } from './health/process-health.js';
import { MoneyPathQueries } from './orders/money-path.queries.js';
import { OrderDeskController } from './orders/order-desk.controller.js';
import { TimelineQueries } from './orders/timeline.queries.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewQueries } from './overview/overview.queries.js';
import { PeopleController } from './people/people.controller.js';
import { PeopleQueries } from './people/people.queries.js';
import { SearchController } from './search/search.controller.js';
import { SearchQueries } from './search/search.queries.js';

/** For the operators' API: what no slice can tell alone. Reads, and never writes. */
@Module({
  controllers: [OverviewController, SearchController, OrderDeskController, PeopleController, HealthOverviewController],
  providers: [
    OverviewQueries,
    SearchQueries,
    MoneyPathQueries,
    TimelineQueries,
    PeopleQueries,
    HealthOverviewQueries,
    ProcessHealth,
  ],
})
export class OperationsDeskHttpModule {}
