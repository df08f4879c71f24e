import { AuditLog, GuestOrders } from '@guildhall/identity';
import { Module } from '@nestjs/common';
import { FeeRefundedWebhookHandler } from './fee-refunded.webhook-handler.js';
import { RefundLatePayment } from './refund-late-payment.js';
import { RefundProgress } from './refund-progress.js';
import { RefundOperation } from './refund.operation.js';
import { RefundQueries } from './refund.queries.js';
import { RefundRepository } from './refund.repository.js';
import { RefundWebhookHandler } from './refund.webhook-handler.js';
import { RefundsController } from './refunds.controller.js';
import { AskForRefundUseCase } from './requests/ask-for-refund.use-case.js';
import { DecideRefundRequestUseCase } from './requests/decide-refund-request.use-case.js';
import { OrderRefundRequestsController } from './requests/order-refund-requests.controller.js';
import { RefundRequestQueries } from './requests/refund-request.queries.js';
import { RefundRequestsController } from './requests/refund-requests.controller.js';
import { RequestRefund } from './request-refund.use-case.js';
import { Reversals } from './reversals.js';
import { SellerRefundQueries } from './seller/seller-refund.queries.js';
import { SellerRefundsController } from './seller/seller-refunds.controller.js';
import { TransferMadeWebhookHandler } from './transfer-made.webhook-handler.js';
import { TransferReversalOperation } from './transfer-reversal.operation.js';
import { TransferReversedWebhookHandler } from './transfer-reversed.webhook-handler.js';

const OPERATIONS = [AuditLog, RefundRepository, RefundProgress, Reversals, RefundOperation, TransferReversalOperation];

/** For operators: refunds, and what buyers ask for. */
@Module({
  controllers: [RefundsController, RefundRequestsController],
  providers: [...OPERATIONS, RequestRefund, RefundQueries, RefundRequestQueries, DecideRefundRequestUseCase],
})
export class RefundsAdminHttpModule {}

/** For buyers: asking for a refund. */
@Module({
  controllers: [OrderRefundRequestsController],
  providers: [GuestOrders, RefundRepository, RefundRequestQueries, AskForRefundUseCase],
})
export class RefundsBuyerHttpModule {}

/** For sellers: their own part of refunds. */
@Module({ controllers: [SellerRefundsController], providers: [SellerRefundQueries] })
export class RefundsSellerHttpModule {}

@Module({
  providers: [
    ...OPERATIONS,
    RequestRefund,
    RefundLatePayment,
    RefundWebhookHandler,
    TransferMadeWebhookHandler,
    TransferReversedWebhookHandler,
    FeeRefundedWebhookHandler,
  ],
})
export class RefundsWorkerModule {}
