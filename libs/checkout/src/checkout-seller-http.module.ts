import { Module } from '@nestjs/common';
import { SellerOrderQueries } from './fulfilment/seller-order.queries.js';
import { SellerOrdersController } from './fulfilment/seller-orders.controller.js';
import { ShipOrderUseCase } from './fulfilment/ship-order.use-case.js';
import { OrderRepository } from './orders/order.repository.js';

/** For the API that sellers use: what they have sold and have to ship. */
@Module({
  controllers: [SellerOrdersController],
  providers: [SellerOrderQueries, ShipOrderUseCase, OrderRepository],
})
export class CheckoutSellerHttpModule {}
