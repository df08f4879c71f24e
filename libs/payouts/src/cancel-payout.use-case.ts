import { PayoutEntity } from '@guildhall/database';
import { AuditLog } from '@guildhall/identity';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PayoutNotCancelable, PayoutNotFound } from './payout.errors.js';

/** Asks Stripe to cancel a payout that is still pending. */
@Injectable()
export class CancelPayout {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** @throws PayoutNotFound, PayoutNotCancelable */
  execute(payoutId: string, userId: string): Promise<PayoutEntity> {
    return this.dataSource.transaction(async (manager) => {
      const payout = await manager.findOne(PayoutEntity, {
        where: { id: payoutId },
        lock: { mode: 'pessimistic_write' },
      });
      if (payout === null) throw new PayoutNotFound();
      if (payout.state !== 'pending' || payout.stripePayoutId === null) throw new PayoutNotCancelable(payout.state);
      await this.outbox.record(manager, {
        kind: 'payout.cancel',
        subjectId: payout.id,
        serialKey: `payouts:${payout.stripeAccountId}`,
        stripeAccount: payout.stripeAccountId,
        params: { payout: payout.stripePayoutId },
        priority: OperationPriority.operator,
      });
      await this.audit.record(manager, { userId, action: 'payout.cancel', subjectId: payout.id, detail: {} });
      return payout;
    });
  }
}
