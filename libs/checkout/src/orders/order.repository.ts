import {
  MarketplaceOrderEntity,
  type OrderLineEntity,
  PaymentEntity,
  prepared,
  type SellerShareEntity,
} from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { type EntityManager, IsNull } from 'typeorm';
import { canMove } from './order.states.js';

/** An order and its payment, both as they are under the order's row lock. */
export interface LockedOrder {
  readonly order: MarketplaceOrderEntity;
  readonly payment: PaymentEntity;
}

/** Everything that placing an order writes. */
export interface NewOrder {
  readonly order: MarketplaceOrderEntity;
  readonly lines: readonly OrderLineEntity[];
  readonly shares: readonly SellerShareEntity[];
  readonly payment: PaymentEntity;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Writes to orders. Whoever changes an order, its payment or its stock holds the order's row lock. */
@Injectable()
export class OrderRepository {
  async lock(manager: EntityManager, orderId: string): Promise<LockedOrder | null> {
    const order = await manager
      .createQueryBuilder(MarketplaceOrderEntity, 'o')
      .where('o.id = :orderId', { orderId })
      .setLock('for_no_key_update')
      .getOne();
    // Read after the lock is held: every change of a payment happens under it.
    const payment = order === null ? null : await manager.findOneBy(PaymentEntity, { orderId });
    return order === null || payment === null ? null : { order, payment };
  }

  /**
   * The order that a PaymentIntent of ours pays, also when the answer that told us its id was lost.
   * @returns null when it belongs to no order, or is a second one for an order that has its own
   */
  async lockForPaymentIntent(
    manager: EntityManager,
    { id, metadata }: Pick<Stripe.PaymentIntent, 'id' | 'metadata'>,
  ): Promise<LockedOrder | null> {
    const orderId = metadata.order_id;
    if (orderId === undefined || !UUID.test(orderId)) return null;
    const locked = await this.lock(manager, orderId);
    const known = locked?.payment.stripePaymentIntentId ?? id;
    return known === id ? locked : null;
  }

  /** @throws RangeError on a move that the table of states does not know */
  async moveTo(
    manager: EntityManager,
    order: MarketplaceOrderEntity,
    state: MarketplaceOrderEntity['state'],
  ): Promise<void> {
    if (!canMove(order.state, state)) throw new RangeError(`order ${order.id}: ${order.state} -> ${state}`);
    order.state = state;
    order.updatedAt = new Date();
    if (state === 'paid') order.paidAt ??= order.updatedAt; // a reopened order was paid when it was
    const { updatedAt, paidAt } = order;
    await manager.update(MarketplaceOrderEntity, { id: order.id }, { state, updatedAt, paidAt });
  }

  /** Ends an unpaid order and gives its stock back, once. */
  async close(manager: EntityManager, order: MarketplaceOrderEntity, state: 'canceled' | 'expired'): Promise<void> {
    await this.moveTo(manager, order, state);
    const stockReturnedAt = new Date();
    const { affected } = await manager.update(
      MarketplaceOrderEntity,
      { id: order.id, stockReturnedAt: IsNull() },
      { stockReturnedAt },
    );
    if (affected === 0) return;
    order.stockReturnedAt = stockReturnedAt;
    await manager.query(
      `WITH returned AS (
         SELECT p.id, l.quantity FROM product p
         JOIN (SELECT product_id, sum(quantity)::integer AS quantity FROM order_line WHERE order_id = $1 GROUP BY product_id) l
           ON l.product_id = p.id
         ORDER BY p.id FOR NO KEY UPDATE OF p)
       UPDATE product p SET stock = p.stock + r.quantity, updated_at = now() FROM returned r WHERE p.id = r.id`,
      [order.id],
    );
  }

  /**
   * The usual case of a new PaymentIntent, in one round trip because a buyer waits: it belongs to an order that is
   * still open and whose payment knows of none.
   * @returns false, with nothing changed, in any other case
   */
  async attachIntent(
    manager: EntityManager,
    orderId: string,
    { id, status }: Pick<PaymentEntity, 'status'> & { id: string },
  ): Promise<boolean> {
    const attached = await prepared(
      manager,
      'order_attach_intent',
      `WITH open AS (
         SELECT id FROM marketplace_order WHERE id = $1 AND state = 'awaiting_payment' FOR NO KEY UPDATE)
       UPDATE payment SET stripe_payment_intent_id = $2, status = $3, updated_at = now() FROM open
       WHERE order_id = open.id AND status = 'creating' AND stripe_payment_intent_id IS NULL
       RETURNING payment.id`,
      [orderId, id, status],
    );
    return attached.length === 1;
  }

  async updatePayment(manager: EntityManager, payment: PaymentEntity, change: Partial<PaymentEntity>): Promise<void> {
    Object.assign(payment, change, { updatedAt: new Date() });
    await manager.update(PaymentEntity, { id: payment.id }, { ...change, updatedAt: payment.updatedAt });
  }
}
