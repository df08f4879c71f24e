import { Module } from '@nestjs/common';
import { ApplicationFeeWebhookHandler } from './application-fee.webhook-handler.js';
import { CancelWaitingTransfers } from './cancel-waiting-transfers.js';
import { CreateTransferOperation } from './create-transfer.operation.js';
import { CreateTransfersOnOrderPaid } from './create-transfers-on-order-paid.js';
import { ReleaseWaitingTransfers } from './release-waiting-transfers.js';
import { TransferRepository } from './transfer.repository.js';
import { TransferRequests } from './transfer-requests.js';
import { TransferWebhookHandler } from './transfer.webhook-handler.js';

/** For the worker: pays the sellers of paid orders and books what moves. */
@Module({
  providers: [
    CancelWaitingTransfers,
    CreateTransfersOnOrderPaid,
    ReleaseWaitingTransfers,
    CreateTransferOperation,
    TransferWebhookHandler,
    ApplicationFeeWebhookHandler,
    TransferRepository,
    TransferRequests,
  ],
})
export class TransfersWorkerModule {}
