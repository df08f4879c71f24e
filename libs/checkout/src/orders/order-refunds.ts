import { RefundEntity } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderRepository } from './order.repository.js';
import { canMove, isOpen } from './order.states.js';

/** What refunds mean for the order. Asked of the refunds themselves, because news of them may come in any order. */
@Injectable()
export class OrderRefunds {
  constructor(private readonly orders: OrderRepository) {}

  /** Refunded when a refund of it has succeeded; where it was before when none has. */
  async follow(manager: EntityManager, orderId: string): Promise<void> {
    const locked = await this.orders.lock(manager, orderId);
    if (locked === null || isOpen(locked.order.state)) return;
    const { order } = locked;
    const isRefunded = await manager.existsBy(RefundEntity, { orderId, state: 'succeeded' });
    // An order that was paid too late was never delivered: it does not become a sale because its refund failed.
    const before = order.paidAt === null ? 'expired' : 'paid';
    const state = isRefunded ? 'refunded' : before;
    if (order.state !== state && canMove(order.state, state)) await this.orders.moveTo(manager, order, state);
  }
}
