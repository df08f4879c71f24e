import { BuyerEntity, SavedPaymentMethodEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { OrderOwner } from '../orders/order-access.js';
import { SavedPaymentMethodNotFound } from '../payments/payment.errors.js';
import type { SavedMethod } from '../payments/payment-intent.params.js';

/** The payment methods that buyers have saved: each sees and uses only their own (invariant I7). */
@Injectable()
export class SavedPaymentMethods {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws SavedPaymentMethodNotFound also when it is somebody else's, deleted, or asked for by a guest */
  async usable(manager: EntityManager, owner: OrderOwner, id: string): Promise<SavedMethod> {
    const method = 'userId' in owner ? await this.find(manager, owner.userId, id) : null;
    const buyer = method === null ? null : await manager.findOneBy(BuyerEntity, { id: method.buyerId });
    if (method === null || buyer?.stripeCustomerId == null) throw new SavedPaymentMethodNotFound();
    return { customerId: buyer.stripeCustomerId, paymentMethodId: method.stripePaymentMethodId };
  }

  find(manager: EntityManager, userId: string, id: string): Promise<SavedPaymentMethodEntity | null> {
    return this.ofUser(userId, manager).andWhere('method.id = :id', { id }).getOne();
  }

  /** Locks the row, also of a method that was deleted: deleting it again is no mistake. */
  lockEvenDeleted(manager: EntityManager, userId: string, id: string): Promise<SavedPaymentMethodEntity | null> {
    return this.ofUserEvenDeleted(userId, manager)
      .andWhere('method.id = :id', { id })
      .setLock('pessimistic_write', undefined, ['method'])
      .getOne();
  }

  async list(userId: string, page: PageRequest): Promise<Page<SavedPaymentMethodEntity>> {
    const rows = await keyset(this.ofUser(userId), page, [{ column: 'method.id', type: 'id' }]).getMany();
    return toPage(rows, page.limit, ({ id }) => [id]);
  }

  private ofUser(userId: string, manager: EntityManager = this.dataSource.manager) {
    return this.ofUserEvenDeleted(userId, manager).andWhere('method.detachedAt IS NULL');
  }

  private ofUserEvenDeleted(userId: string, manager: EntityManager) {
    return manager
      .createQueryBuilder(SavedPaymentMethodEntity, 'method')
      .innerJoin(BuyerEntity, 'buyer', 'buyer.id = method.buyerId')
      .where('buyer.userId = :userId', { userId });
  }
}
