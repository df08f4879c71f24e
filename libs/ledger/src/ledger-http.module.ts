import { Module } from '@nestjs/common';
import { LedgerController } from './ledger.controller.js';
import { LedgerModule } from './ledger.module.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { ReconciliationService } from './reconciliation/reconciliation.service.js';

/** The operators' view of the books and of reconciliation, for admin-api. */
@Module({
  imports: [LedgerModule],
  controllers: [LedgerController, ReconciliationController],
  providers: [ReconciliationService],
  exports: [ReconciliationService],
})
export class LedgerHttpModule {}
