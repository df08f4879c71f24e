import { ApiAnswer, ApiPage, ApiProblems, IdParam, mapPage, type Page, PageRequest, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MoneyPathQueries } from './money-path.queries.js';
import { OrderMoneyResponse } from './money-path.response.js';
import { OrderNotFound } from './order-desk.errors.js';
import { TimelineQueries } from './timeline.queries.js';
import { OrderTimelineItemResponse } from './timeline.response.js';

/** What several slices together know of an order. */
@ApiTags('orders')
@Controller('v1/orders')
@Roles('operator')
export class OrderDeskController {
  constructor(
    private readonly money: MoneyPathQueries,
    private readonly timeline: TimelineQueries,
  ) {}

  /** From the books, not from what should have happened. */
  @Get(':orderId/money-path')
  @ApiOperation({ summary: 'Where an order’s money came from, went, and rests' })
  @ApiAnswer(OrderMoneyResponse)
  @ApiProblems(OrderNotFound)
  async moneyPath(@IdParam('orderId') orderId: string): Promise<OrderMoneyResponse> {
    return OrderMoneyResponse.of(await this.money.of(orderId));
  }

  @Get(':orderId/timeline')
  @ApiOperation({ summary: 'Everything that happened to an order, oldest first' })
  @ApiPage(OrderTimelineItemResponse)
  @ApiProblems(OrderNotFound)
  async shows(
    @IdParam('orderId') orderId: string,
    @Query() page: PageRequest,
  ): Promise<Page<OrderTimelineItemResponse>> {
    return mapPage(await this.timeline.of(orderId, page), (item) => OrderTimelineItemResponse.from(item));
  }
}
