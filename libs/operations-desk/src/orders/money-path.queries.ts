import {
  JournalEntryEntity,
  MarketplaceOrderEntity,
  PostingEntity,
  SellerEntity,
  SellerShareEntity,
} from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { type MoneyPath, moneyPaths } from './money-path.js';
import { OrderNotFound } from './order-desk.errors.js';

/** A seller of the order, by its connected account. */
export interface PathSeller {
  readonly sellerId: string;
  readonly displayName: string;
}

export interface OrderMoney {
  readonly orderId: string;
  readonly paths: readonly MoneyPath[];
  readonly sellers: ReadonlyMap<string, PathSeller>;
}

/** Reads the path of an order's money from the books. */
@Injectable()
export class MoneyPathQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws OrderNotFound */
  async of(orderId: string): Promise<OrderMoney> {
    const { manager } = this.dataSource;
    if (!(await manager.existsBy(MarketplaceOrderEntity, { id: orderId }))) throw new OrderNotFound();
    const entries = await manager.find(JournalEntryEntity, { where: { orderId }, order: { id: 'ASC' } });
    const postings = await manager.find(PostingEntity, {
      where: { entryId: In(entries.map(({ id }) => id)) },
      order: { id: 'ASC' },
    });
    const shares = await manager.findBy(SellerShareEntity, { orderId });
    const sellers = await manager.findBy(SellerEntity, { id: In(shares.map(({ sellerId }) => sellerId)) });
    const accountOf = new Map(shares.map(({ sellerId, stripeAccountId }) => [sellerId, stripeAccountId]));
    const nameOf = new Map(sellers.map(({ id, displayName }) => [id, displayName]));
    const paths = moneyPaths(
      entries.map((entry) => ({
        ...entry,
        sellerAccount: entry.sellerId === null ? null : (accountOf.get(entry.sellerId) ?? entry.sellerId),
        postings: postings.filter(({ entryId }) => entryId === entry.id),
      })),
    );
    const bySeller = shares.map(({ sellerId, stripeAccountId }) => {
      return [stripeAccountId, { sellerId, displayName: nameOf.get(sellerId) ?? stripeAccountId }] as const;
    });
    return { orderId, paths, sellers: new Map(bySeller) };
  }
}
