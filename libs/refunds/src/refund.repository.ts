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
import { type EntityManager, In } from 'typeorm';
import { OrderNotFound } from './refund.errors.js';

/** Rows that a refund reads and locks. The order's row is always locked first, so refunds of one order wait for each other. */
@Injectable()
export class RefundRepository {
  /** @throws OrderNotFound */
  async lockOrder(
    manager: EntityManager,
    orderId: string,
  ): Promise<{ order: MarketplaceOrderEntity; payment: PaymentEntity }> {
    const lock = { mode: 'pessimistic_write' } as const;
    const order = await manager.findOne(MarketplaceOrderEntity, { where: { id: orderId }, lock });
    if (order === null) throw new OrderNotFound();
    const payment = await manager.findOneOrFail(PaymentEntity, { where: { orderId }, lock });
    return { order, payment };
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

  /** A refund that moved nothing after all: its amount can be refunded again, its open legs end. */
  async giveUp(manager: EntityManager, refund: RefundEntity): Promise<void> {
    await manager.decrement(PaymentEntity, { id: refund.paymentId }, 'refundedMinor', refund.amountMinor.toString());
    await manager.update(
      RefundLegEntity,
      { refundId: refund.id, state: In(['planned', 'requested']) },
      { state: 'canceled', updatedAt: new Date() },
    );
  }
}
