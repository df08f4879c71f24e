import { payoutHoldOf, SellerEntity } from '@guildhall/database';
import { AuditLog } from '@guildhall/identity';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PayoutsNotHeld, PayeeNotFound } from './payout.errors.js';

/** An operator keeps a seller from being paid out, and lets it happen again. */
@Injectable()
export class HoldPayouts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** Payouts that were asked for before go on. @param reason the seller sees it @throws PayeeNotFound */
  hold(sellerId: string, reason: string, userId: string): Promise<SellerEntity> {
    return this.change(sellerId, userId, 'payouts.hold', { reason }, (seller) => {
      seller.operatorHoldReason = reason;
    });
  }

  /** Also lifts what a failed payout has held: an operator may know better. @throws PayeeNotFound, PayoutsNotHeld */
  release(sellerId: string, reason: string, userId: string): Promise<SellerEntity> {
    return this.change(sellerId, userId, 'payouts.release', { reason }, (seller) => {
      if (payoutHoldOf(seller) === null) throw new PayoutsNotHeld();
      seller.operatorHoldReason = null;
      seller.payoutHoldReason = null;
    });
  }

  private change(
    sellerId: string,
    userId: string,
    action: string,
    detail: { reason: string },
    decide: (seller: SellerEntity) => void,
  ): Promise<SellerEntity> {
    return this.dataSource.transaction(async (manager) => {
      const seller = await manager.findOne(SellerEntity, {
        where: { id: sellerId },
        lock: { mode: 'pessimistic_write' },
      });
      if (seller === null) throw new PayeeNotFound();
      decide(seller);
      seller.updatedAt = new Date();
      await manager.save(seller);
      await this.audit.record(manager, { userId, action, subjectId: sellerId, detail });
      return seller;
    });
  }
}
