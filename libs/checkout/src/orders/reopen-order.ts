import { type DomainEventHandler, type DomainEvents, OnDomainEvent } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderRefunds } from './order-refunds.js';

/** A refund failed, perhaps days after it had succeeded: the money is with us again, and so is the order. */
@Injectable()
@OnDomainEvent('refund.failed')
export class ReopenOrder implements DomainEventHandler<'refund.failed'> {
  constructor(private readonly refunds: OrderRefunds) {}

  handle({ orderId }: DomainEvents['refund.failed'], manager: EntityManager): Promise<void> {
    return this.refunds.follow(manager, orderId);
  }
}
