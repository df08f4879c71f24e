import { SellerShareEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { OrderRepository } from '../orders/order.repository.js';
import { OrderNotFound } from '../orders/order.errors.js';
import { OrderNotToShip, ShipmentNotUndoable } from './fulfilment.errors.js';
import { SellerOrderQueries, type SellerOrderView } from './seller-order.queries.js';

const UNDO_WITHIN_MS = 60_000;

export interface ShipOrder {
  readonly userId: string;
  readonly orderId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
}

/** A seller says that their part of an order is on its way. */
@Injectable()
export class ShipOrderUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrderRepository,
    private readonly sellerOrders: SellerOrderQueries,
  ) {}

  /** Again: carrier and tracking number are corrected, the moment stays. @throws OrderNotFound @throws OrderNotToShip */
  ship({ userId, orderId, carrier, trackingNumber }: ShipOrder): Promise<SellerOrderView> {
    return this.change(userId, orderId, ({ shippedAt }, state) => {
      if (state !== 'paid' && shippedAt === null) throw new OrderNotToShip(state);
      return { shippedAt: shippedAt ?? new Date(), carrier, trackingNumber };
    });
  }

  /** @throws OrderNotFound @throws ShipmentNotUndoable when it is too late */
  undo(userId: string, orderId: string): Promise<SellerOrderView> {
    return this.change(userId, orderId, ({ shippedAt }) => {
      if (shippedAt !== null && Date.now() - shippedAt.getTime() > UNDO_WITHIN_MS) throw new ShipmentNotUndoable();
      return { shippedAt: null, carrier: null, trackingNumber: null };
    });
  }

  private async change(
    userId: string,
    orderId: string,
    changeOf: (share: SellerShareEntity, state: string) => Partial<SellerShareEntity>,
  ): Promise<SellerOrderView> {
    const { share } = await this.sellerOrders.show(userId, orderId);
    const key = { orderId, sellerId: share.sellerId };
    await this.dataSource.transaction(async (manager: EntityManager) => {
      // A refund takes the same lock: what is going back is not shipped.
      const locked = await this.orders.lock(manager, orderId);
      if (locked === null) throw new OrderNotFound();
      const current = await manager.findOneByOrFail(SellerShareEntity, key);
      await manager.update(SellerShareEntity, key, changeOf(current, locked.order.state));
    });
    return this.sellerOrders.show(userId, orderId);
  }
}
