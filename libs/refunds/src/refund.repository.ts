import {
  MarketplaceOrderEntity,
  PaymentEntity,
  RefundEntity,
  RefundLegEntity,
  SellerShareEntity,
  TransferEntity,
} from '@guildhall/database';
import { isId } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderNotFound } from './refund.errors.js';

/** Rows that a refund reads and writes. The order's row is always locked first, so refunds of one order wait for each other. */
@Injectable()
export class RefundRepository {
  /** @throws OrderNotFound */
  async lockOrder(
    manager: EntityManager,
    orderId: string,
  ): Promise<{ order: MarketplaceOrderEntity; payment: PaymentEntity }> {
    const lock = { mode: 'for_no_key_update' } as const;
    const order = await manager.findOne(MarketplaceOrderEntity, { where: { id: orderId }, lock });
    if (order === null) throw new OrderNotFound();
    // Read after the lock is held: whoever changes a payment holds it.
    return { order, payment: await manager.findOneByOrFail(PaymentEntity, { orderId }) };
  }

  /** The refund with the order's row locked. Null for a refund that is not ours. */
  async lock(manager: EntityManager, refundId: string): Promise<RefundEntity | null> {
    const found = isId(refundId) ? await manager.findOneBy(RefundEntity, { id: refundId }) : null;
    if (found === null) return null;
    await this.lockOrder(manager, found.orderId);
    return manager.findOneByOrFail(RefundEntity, { id: refundId });
  }

  shares(manager: EntityManager, orderId: string): Promise<SellerShareEntity[]> {
    return manager.find(SellerShareEntity, { where: { orderId }, order: { position: 'ASC' } });
  }

  transfers(manager: EntityManager, orderId: string): Promise<TransferEntity[]> {
    return manager.findBy(TransferEntity, { orderId });
  }

  legs(manager: EntityManager, refundId: string): Promise<RefundLegEntity[]> {
    return manager.find(RefundLegEntity, { where: { refundId }, order: { id: 'ASC' } });
  }

  /** Legs of earlier refunds of an order that have moved money, are moving it, or have booked it as owed. */
  settledLegs(manager: EntityManager, orderId: string): Promise<RefundLegEntity[]> {
    return manager
      .createQueryBuilder(RefundLegEntity, 'leg')
      .innerJoin(RefundEntity, 'refund', 'refund.id = leg.refundId')
      .where('refund.orderId = :orderId', { orderId })
      .andWhere(`leg.state IN ('requested', 'done', 'owed')`)
      .getMany();
  }

  async moveLeg(
    manager: EntityManager,
    leg: Pick<RefundLegEntity, 'id'>,
    change: Partial<Pick<RefundLegEntity, 'state' | 'stripeReversalId' | 'failureReason'>>,
  ): Promise<void> {
    await manager.update(RefundLegEntity, { id: leg.id }, { ...change, updatedAt: new Date() });
  }

  /** The buyer has nothing of it: the amount can be refunded again, and what was not started yet never will be. */
  async giveUp(manager: EntityManager, refund: RefundEntity): Promise<void> {
    await manager.decrement(PaymentEntity, { id: refund.paymentId }, 'refundedMinor', refund.amountMinor.toString());
    await manager.update(
      RefundLegEntity,
      { refundId: refund.id, state: 'planned' },
      { state: 'canceled', updatedAt: new Date() },
    );
  }
}
