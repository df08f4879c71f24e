import { GuestOrders } from '@guildhall/identity';
import { Module } from '@nestjs/common';
import { DeletePaymentMethodUseCase } from './buyers/delete-payment-method.use-case.js';
import { PaymentMethodsController } from './buyers/payment-methods.controller.js';
import { SavedPaymentMethods } from './buyers/saved-payment-methods.js';
import { SetUpPaymentMethodUseCase } from './buyers/set-up-payment-method.use-case.js';
import { CHECKOUT_OPERATIONS } from './checkout-operations.js';
import { CancelOrderUseCase } from './orders/cancel-order.use-case.js';
import { OrderEventsController } from './orders/events/order-events.controller.js';
import { OrderWatch } from './orders/events/order-watch.js';
import { OrderBasisRepository } from './orders/order-basis.repository.js';
import { OrderQueries } from './orders/order.queries.js';
import { OrdersController } from './orders/orders.controller.js';
import { PlaceOrderUseCase } from './orders/place-order.use-case.js';
import { QuoteOrderUseCase } from './orders/quote-order.use-case.js';
import { ShowPaymentUseCase } from './orders/show-payment.use-case.js';
import { ClientConfigController } from './payments/client-config.controller.js';
import { PaymentSetup } from './payments/payment-setup.js';

/** For the API that buyers use: orders, their payment, saved payment methods. */
@Module({
  controllers: [OrdersController, OrderEventsController, PaymentMethodsController, ClientConfigController],
  providers: [
    PlaceOrderUseCase,
    QuoteOrderUseCase,
    CancelOrderUseCase,
    ShowPaymentUseCase,
    GuestOrders,
    OrderWatch,
    OrderQueries,
    OrderBasisRepository,
    PaymentSetup,
    SetUpPaymentMethodUseCase,
    DeletePaymentMethodUseCase,
    SavedPaymentMethods,
    ...CHECKOUT_OPERATIONS,
  ],
})
export class CheckoutHttpModule {}
