import { Module } from '@nestjs/common';
import { PaymentMethodWebhookHandler } from './buyers/payment-method.webhook-handler.js';
import { CHECKOUT_OPERATIONS } from './checkout-operations.js';
import { ExpireOrdersJob } from './orders/expire-orders.job.js';
import { MarkOrderRefunded } from './orders/mark-order-refunded.js';
import { OrderRefunds } from './orders/order-refunds.js';
import { ReopenOrder } from './orders/reopen-order.js';
import { ChargeWebhookHandler } from './payments/charge.webhook-handler.js';
import { PaymentAttemptWebhookHandler } from './payments/payment-attempt.webhook-handler.js';
import { PaymentIntentWebhookHandler } from './payments/payment-intent.webhook-handler.js';

/** For the worker: what Stripe tells us of payments, refunds and the deadline of unpaid orders. */
@Module({
  providers: [
    PaymentIntentWebhookHandler,
    ChargeWebhookHandler,
    PaymentAttemptWebhookHandler,
    PaymentMethodWebhookHandler,
    ExpireOrdersJob,
    OrderRefunds,
    MarkOrderRefunded,
    ReopenOrder,
    ...CHECKOUT_OPERATIONS,
  ],
})
export class CheckoutWorkerModule {}
