import { MarketplaceOrderEntity, OrderLineEntity, SellerShareEntity } from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { OrderNotFound } from '../orders/order.errors.js';

/** One seller's part of an order. */
export interface SellerOrderView {
  readonly order: MarketplaceOrderEntity;
  readonly share: SellerShareEntity;
  readonly lines: readonly OrderLineEntity[];
}

export const FULFILMENTS = ['to_ship', 'shipped'] as const;
export type Fulfilment = (typeof FULFILMENTS)[number];

/** Reads the paid orders of a seller, of each their own part alone (invariant I7). */
@Injectable()
export class SellerOrderQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async list(userId: string, page: PageRequest, fulfilment?: Fulfilment): Promise<Page<SellerOrderView>> {
    const own = this.own(userId);
    if (fulfilment === 'to_ship') own.andWhere(`share.shipped_at IS NULL AND o.state = 'paid'`);
    if (fulfilment === 'shipped') own.andWhere('share.shipped_at IS NOT NULL');
    const shares = await keyset(own, page, [{ column: 'share.orderId', type: 'id' }]).getMany();
    const { data, nextCursor } = toPage(shares, page.limit, ({ orderId }) => [orderId]);
    return { data: await this.withParts(data), nextCursor };
  }

  /** @throws OrderNotFound also when it has nothing of this seller's */
  async show(userId: string, orderId: string): Promise<SellerOrderView> {
    const share = await this.own(userId).andWhere('share.order_id = :orderId', { orderId }).getOne();
    const [view] = await this.withParts(share === null ? [] : [share]);
    if (view === undefined) throw new OrderNotFound();
    return view;
  }

  private own(userId: string): SelectQueryBuilder<SellerShareEntity> {
    return this.dataSource
      .getRepository(SellerShareEntity)
      .createQueryBuilder('share')
      .innerJoin('marketplace_order', 'o', 'o.id = share.order_id')
      .innerJoin('seller', 'seller', 'seller.id = share.seller_id')
      .where('seller.user_id = :userId AND o.paid_at IS NOT NULL', { userId });
  }

  private async withParts(shares: readonly SellerShareEntity[]): Promise<SellerOrderView[]> {
    const [first] = shares;
    if (first === undefined) return [];
    const orderId = In(shares.map((share) => share.orderId));
    const { manager } = this.dataSource;
    const [orders, lines] = await Promise.all([
      manager.findBy(MarketplaceOrderEntity, { id: orderId }),
      manager.find(OrderLineEntity, { where: { orderId, sellerId: first.sellerId }, order: { position: 'ASC' } }),
    ]);
    return shares.flatMap((share) => {
      const order = orders.find(({ id }) => id === share.orderId);
      if (order === undefined) return [];
      return [{ order, share, lines: lines.filter((line) => line.orderId === share.orderId) }];
    });
  }
}
