import {
  MarketplaceOrderEntity,
  OrderLineEntity,
  PaymentEntity,
  SellerEntity,
  SellerShareEntity,
} from '@guildhall/database';
import { keyset, type Page, type PageRequest, toPage } from '@guildhall/http';
import { type OrderAccess } from '@guildhall/identity';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { sha256 } from './order-access.js';
import { OrderNotFound } from './order.errors.js';

/** An order with all that its buyer may know of it, and its shares. */
export interface OrderView {
  readonly order: MarketplaceOrderEntity;
  readonly lines: readonly OrderLineEntity[];
  readonly shares: readonly SellerShareEntity[];
  readonly payment: PaymentEntity;
  /** By the ids of the sellers. */
  readonly sellerNames: ReadonlyMap<string, string>;
}

/** Reads orders for their buyers: every query says whose (invariant I7). */
@Injectable()
export class OrderQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws OrderNotFound also when it is somebody else's */
  async show(orderId: string, { userId, orderTokens }: OrderAccess): Promise<OrderView> {
    const asGuest = { id: orderId, guestTokenHash: In(orderTokens.map(sha256)) };
    const owned = userId === null ? asGuest : [{ id: orderId, userId }, asGuest];
    const order = await this.dataSource.manager.findOneBy(MarketplaceOrderEntity, owned);
    if (order === null) throw new OrderNotFound();
    const [view] = await this.withParts([order]);
    if (view === undefined) throw new OrderNotFound();
    return view;
  }

  async list(userId: string, page: PageRequest): Promise<Page<OrderView>> {
    const mine = this.dataSource.manager
      .createQueryBuilder(MarketplaceOrderEntity, 'o')
      .where('o.userId = :userId', { userId });
    const orders = await keyset(mine, page, [{ column: 'o.id', type: 'id' }]).getMany();
    const { data, ...rest } = toPage(orders, page.limit, ({ id }) => [id]);
    return { ...rest, data: await this.withParts(data) };
  }

  async findByRequestKey(requestKey: string): Promise<OrderView | null> {
    const order = await this.dataSource.manager.findOneBy(MarketplaceOrderEntity, { requestKey });
    return order === null ? null : ((await this.withParts([order]))[0] ?? null);
  }

  private async withParts(orders: readonly MarketplaceOrderEntity[]): Promise<OrderView[]> {
    const orderId = In(orders.map(({ id }) => id));
    const { manager } = this.dataSource;
    const [lines, shares, payments] = await Promise.all([
      manager.find(OrderLineEntity, { where: { orderId }, order: { position: 'ASC' } }),
      manager.find(SellerShareEntity, { where: { orderId }, order: { position: 'ASC' } }),
      manager.findBy(PaymentEntity, { orderId }),
    ]);
    const sellers = await manager.find(SellerEntity, {
      where: { id: In([...new Set(shares.map(({ sellerId }) => sellerId))]) },
      select: { id: true, displayName: true },
    });
    const sellerNames = new Map(sellers.map(({ id, displayName }) => [id, displayName]));
    return orders.flatMap((order) => {
      const payment = payments.find((candidate) => candidate.orderId === order.id);
      if (payment === undefined) return [];
      const own = (row: { orderId: string }): boolean => row.orderId === order.id;
      return [{ order, lines: lines.filter(own), shares: shares.filter(own), payment, sellerNames }];
    });
  }
}
