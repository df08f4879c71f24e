import {
  MarketplaceOrderEntity,
  PaymentEntity,
  SellerEntity,
  SellerShareEntity,
  TransferEntity,
} from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, In } from 'typeorm';

/** Every column of a new transfer, none forgotten. */
export type TransferRow = { [Column in keyof TransferEntity]: TransferEntity[Column] };

/** Writes to transfers. Whoever adds or releases one holds the row lock of its order. */
@Injectable()
export class TransferRepository {
  lockOrder(manager: EntityManager, orderId: string): Promise<MarketplaceOrderEntity | null> {
    return this.lock(manager, { id: orderId });
  }

  lockOrderOfGroup(manager: EntityManager, transferGroup: string): Promise<MarketplaceOrderEntity | null> {
    return this.lock(manager, { transferGroup });
  }

  ofOrder(manager: EntityManager, orderId: string): Promise<TransferEntity[]> {
    return manager.findBy(TransferEntity, { orderId });
  }

  paymentOf(manager: EntityManager, orderId: string): Promise<PaymentEntity> {
    return manager.findOneByOrFail(PaymentEntity, { orderId });
  }

  sharesOf(manager: EntityManager, orderId: string): Promise<SellerShareEntity[]> {
    return manager.find(SellerShareEntity, { where: { orderId }, order: { position: 'ASC' } });
  }

  /**
   * Sellers that can receive transfers now. Their rows stay as they are until the caller commits: a seller who gets
   * ready in between is told of afterwards, and then finds the transfers that wait.
   */
  async readySellers(manager: EntityManager, sellerIds: readonly string[]): Promise<Set<string>> {
    const sellers = await manager.find(SellerEntity, {
      where: { id: In([...sellerIds]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_read' },
    });
    const ready = sellers.filter(({ transfers, deauthorizedAt }) => transfers === 'active' && deauthorizedAt === null);
    return new Set(ready.map(({ id }) => id));
  }

  /** Changes columns of one transfer. */
  async update(manager: EntityManager, transfer: TransferEntity, change: Partial<TransferEntity>): Promise<void> {
    Object.assign(transfer, change, { updatedAt: new Date() });
    await manager.update(TransferEntity, { id: transfer.id }, { ...change, updatedAt: transfer.updatedAt });
  }

  private lock(
    manager: EntityManager,
    where: FindOptionsWhere<MarketplaceOrderEntity>,
  ): Promise<MarketplaceOrderEntity | null> {
    return manager.findOne(MarketplaceOrderEntity, { where, lock: { mode: 'for_no_key_update' } });
  }
}
