import { type DomainEventHandler, type DomainEvents, OnDomainEvent } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderRefunds } from './order-refunds.js';

/** All of an order's money went back to its buyer. */
@Injectable()
@OnDomainEvent('order.refunded')
export class MarkOrderRefunded implements DomainEventHandler<'order.refunded'> {
  constructor(private readonly refunds: OrderRefunds) {}

  handle({ orderId }: DomainEvents['order.refunded'], manager: EntityManager): Promise<void> {
    return this.refunds.follow(manager, orderId);
  }
}
