import { SellerEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SellerNotFound } from './onboarding.errors.js';

/** Rows of `seller`, found by whose they are. */
@Injectable()
export class SellerRepository {
  findByUser(manager: EntityManager, userId: string): Promise<SellerEntity | null> {
    return manager.findOneBy(SellerEntity, { userId });
  }

  /** @throws SellerNotFound */
  async requireOfUser(manager: EntityManager, userId: string): Promise<SellerEntity> {
    const seller = await this.findByUser(manager, userId);
    if (seller === null) throw new SellerNotFound();
    return seller;
  }

  /** Locks the row. @throws SellerNotFound */
  async lockOfUser(manager: EntityManager, userId: string): Promise<SellerEntity> {
    const seller = await manager.findOne(SellerEntity, { where: { userId }, lock: { mode: 'pessimistic_write' } });
    if (seller === null) throw new SellerNotFound();
    return seller;
  }

  lockById(manager: EntityManager, id: string): Promise<SellerEntity | null> {
    return manager.findOne(SellerEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  lockByAccount(manager: EntityManager, stripeAccountId: string): Promise<SellerEntity | null> {
    return manager.findOne(SellerEntity, { where: { stripeAccountId }, lock: { mode: 'pessimistic_write' } });
  }
}
