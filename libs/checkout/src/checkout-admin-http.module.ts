import { AuditLog } from '@guildhall/identity';
import { Module } from '@nestjs/common';
import { OrderAdminQueries } from './admin/order-admin.queries.js';
import { OrdersAdminController } from './admin/orders-admin.controller.js';
import { CommissionRulesController } from './commission/commission-rules.controller.js';
import { CommissionRules } from './commission/commission-rules.js';
import { SimulateCommission } from './commission/simulate-commission.js';
import { ShippingRulesController } from './pricing/shipping-rules.controller.js';
import { ShippingRules } from './pricing/shipping-rules.js';

/** For the operators' API: orders with their whole history, commission and shipping rules. */
@Module({
  controllers: [OrdersAdminController, CommissionRulesController, ShippingRulesController],
  providers: [AuditLog, OrderAdminQueries, CommissionRules, SimulateCommission, ShippingRules],
})
export class CheckoutAdminHttpModule {}
