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
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderNotFound } from '../orders/order.errors.js';
import { OrderNotToShip, ShipmentNotUndoable } from './fulfilment.errors.js';
import { ListSellerOrdersRequest, SellerOrderResponse, ShipOrderRequest } from './seller-order.messages.js';
import { SellerOrderQueries } from './seller-order.queries.js';
import { ShipOrderUseCase } from './ship-order.use-case.js';

/** Paid orders, for the sellers of their goods: each sees their own part. */
@ApiTags('orders')
@Controller('v1/orders')
@Roles('seller')
export class SellerOrdersController {
  constructor(
    private readonly orders: SellerOrderQueries,
    private readonly shipOrder: ShipOrderUseCase,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your part of paid orders, newest first' })
  @ApiPage(SellerOrderResponse)
  async list(
    @CurrentUser() { userId }: Principal,
    @Query() { fulfilment, ...page }: ListSellerOrdersRequest,
  ): Promise<Page<SellerOrderResponse>> {
    return mapPage(await this.orders.list(userId, page, fulfilment), (view) => SellerOrderResponse.from(view));
  }

  @Get(':orderId')
  @ApiOperation({ summary: 'Show your part of an order' })
  @ApiAnswer(SellerOrderResponse)
  @ApiProblems(OrderNotFound)
  async show(@IdParam('orderId') orderId: string, @CurrentUser() { userId }: Principal): Promise<SellerOrderResponse> {
    return SellerOrderResponse.from(await this.orders.show(userId, orderId));
  }

  @Post(':orderId/ship')
  @ApiOperation({ summary: 'Say that your part is on its way; again to correct carrier and tracking number' })
  @ApiAnswer(SellerOrderResponse)
  @ApiProblems(OrderNotFound, OrderNotToShip)
  async ship(
    @IdParam('orderId') orderId: string,
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
    @Body() { carrier, trackingNumber }: ShipOrderRequest,
  ): Promise<SellerOrderResponse> {
    const shipment = { carrier: carrier ?? null, trackingNumber: trackingNumber ?? null };
    return SellerOrderResponse.from(await this.shipOrder.ship({ userId, orderId, ...shipment }));
  }

  @Post(':orderId/unship')
  @ApiOperation({ summary: 'Take that back, within a minute' })
  @ApiAnswer(SellerOrderResponse)
  @ApiProblems(OrderNotFound, ShipmentNotUndoable)
  async unship(
    @IdParam('orderId') orderId: string,
    @CurrentUser() { userId }: Principal,
    @IdempotencyKey() _key: string,
  ): Promise<SellerOrderResponse> {
    return SellerOrderResponse.from(await this.shipOrder.undo(userId, orderId));
  }
}
