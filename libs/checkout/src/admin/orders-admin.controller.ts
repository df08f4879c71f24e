import { ApiAnswer, ApiPage, ApiProblems, IdParam, mapPage, type Page, Roles } from '@guildhall/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderNotFound } from '../orders/order.errors.js';
import { OrderAdminQueries } from './order-admin.queries.js';
import { OrderFileResponse } from './order-file.response.js';
import { OrderFilterRequest, OrderSummaryResponse } from './order-summary.response.js';

@ApiTags('orders')
@Controller('v1/orders')
@Roles('operator')
export class OrdersAdminController {
  constructor(private readonly orders: OrderAdminQueries) {}

  @Get()
  @ApiOperation({ summary: 'List orders, newest first' })
  @ApiPage(OrderSummaryResponse)
  async list(@Query() query: OrderFilterRequest): Promise<Page<OrderSummaryResponse>> {
    return mapPage(await this.orders.list(query, query), (order) => OrderSummaryResponse.from(order));
  }

  /** With what was asked of Stripe, what it told us, and what was booked. */
  @Get(':orderId')
  @ApiOperation({ summary: 'Show everything about an order' })
  @ApiAnswer(OrderFileResponse)
  @ApiProblems(OrderNotFound)
  async show(@IdParam('orderId') orderId: string): Promise<OrderFileResponse> {
    return OrderFileResponse.of(await this.orders.show(orderId));
  }
}
