import { Module } from '@nestjs/common';
import { SellerOrderQueries } from './fulfilment/seller-order.queries.js';
import { SellerOrdersController } from './fulfilment/seller-orders.controller.js';
import { ShipOrderUseCase } from './fulfilment/ship-order.use-case.js';
import { OrderRepository } from './orders/order.repository.js';
import { SalesController } from './sales/sales.controller.js';
import { SalesQueries } from './sales/sales.queries.js';

/** For the API that sellers use: what they have sold and have to ship. */
@Module({
  controllers: [SellerOrdersController, SalesController],
  providers: [SellerOrderQueries, ShipOrderUseCase, OrderRepository, SalesQueries],
})
export class CheckoutSellerHttpModule {}
