import { AuditLog } from '@guildhall/identity';
import { Module } from '@nestjs/common';
import { FeeRefundedWebhookHandler } from './fee-refunded.webhook-handler.js';
import { RefundLatePayment } from './refund-late-payment.js';
import { RefundProgress } from './refund-progress.js';
import { RefundOperation } from './refund.operation.js';
import { RefundQueries } from './refund.queries.js';
import { RefundRepository } from './refund.repository.js';
import { RefundWebhookHandler } from './refund.webhook-handler.js';
import { RefundsController } from './refunds.controller.js';
import { RequestRefund } from './request-refund.use-case.js';
import { Reversals } from './reversals.js';
import { TransferMadeWebhookHandler } from './transfer-made.webhook-handler.js';
import { TransferReversalOperation } from './transfer-reversal.operation.js';
import { TransferReversedWebhookHandler } from './transfer-reversed.webhook-handler.js';

const OPERATIONS = [AuditLog, RefundRepository, RefundProgress, Reversals, RefundOperation, TransferReversalOperation];

@Module({ controllers: [RefundsController], providers: [...OPERATIONS, RequestRefund, RefundQueries] })
export class RefundsAdminHttpModule {}

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
