import { canSellSql, payoutsHeldSql, SellerEntity } from '@guildhall/database';
import { keyset, type PageRequest } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SellerNotFound } from './onboarding.errors.js';
import type { ListSellersRequest } from './seller.requests.js';

const STATES: Record<NonNullable<ListSellersRequest['state']>, string> = {
  ready: canSellSql('seller'),
  not_ready: `seller.stripe_account_id IS NOT NULL AND seller.deauthorized_at IS NULL AND NOT (${canSellSql('seller')})`,
  not_connected: 'seller.stripe_account_id IS NULL',
  disconnected: 'seller.deauthorized_at IS NOT NULL',
  payouts_held: payoutsHeldSql('seller'),
};

/** Reads sellers: one's own, or, for operators, all of them. */
@Injectable()
export class SellerQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws SellerNotFound when the user is not a seller */
  async ofUser(userId: string): Promise<SellerEntity> {
    return orNotFound(await this.rows().findOneBy({ userId }));
  }

  /** @throws SellerNotFound also when it is somebody else's (invariant I7) */
  async own(id: string, userId: string): Promise<SellerEntity> {
    return orNotFound(await this.rows().findOneBy({ id, userId }));
  }

  /** For operators. @throws SellerNotFound */
  async byId(id: string): Promise<SellerEntity> {
    return orNotFound(await this.rows().findOneBy({ id }));
  }

  /** For operators: newest first; one more than the limit when there are more. */
  list(page: PageRequest, state: ListSellersRequest['state']): Promise<SellerEntity[]> {
    const query = this.rows().createQueryBuilder('seller');
    if (state !== undefined) query.where(`(${STATES[state]})`);
    return keyset(query, page, [{ column: 'seller.id', type: 'id' }]).getMany();
  }

  private rows() {
    return this.dataSource.getRepository(SellerEntity);
  }
}

function orNotFound(seller: SellerEntity | null): SellerEntity {
  if (seller === null) throw new SellerNotFound();
  return seller;
}
