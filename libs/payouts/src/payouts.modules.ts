import { AuditLog } from '@guildhall/identity';
import { Module } from '@nestjs/common';
import { AccountBalances } from './account-balances.js';
import { BankAccountWebhookHandler } from './bank-account.webhook-handler.js';
import { CancelPayout } from './cancel-payout.use-case.js';
import { PayoutContents } from './contents/payout-contents.js';
import { HoldPayouts } from './hold-payouts.use-case.js';
import { HomeQueries } from './seller-home/home.queries.js';
import { PayoutCancelOperation } from './payout-cancel.operation.js';
import { PayoutOperation } from './payout.operation.js';
import { PayoutQueries } from './payout.queries.js';
import { PayoutWebhookHandler } from './payout.webhook-handler.js';
import { PayoutsController } from './payouts.controller.js';
import { RequestPayout } from './request-payout.use-case.js';
import { SellerPayoutsController } from './seller-payouts.controller.js';

const OPERATIONS = [PayoutOperation, PayoutCancelOperation];

@Module({
  controllers: [SellerPayoutsController],
  providers: [AccountBalances, PayoutQueries, PayoutContents, HomeQueries],
})
export class PayoutsSellerHttpModule {}

@Module({
  controllers: [PayoutsController],
  providers: [...OPERATIONS, AuditLog, AccountBalances, PayoutQueries, RequestPayout, CancelPayout, HoldPayouts],
})
export class PayoutsAdminHttpModule {}

@Module({ providers: [...OPERATIONS, PayoutWebhookHandler, BankAccountWebhookHandler] })
export class PayoutsWorkerModule {}
