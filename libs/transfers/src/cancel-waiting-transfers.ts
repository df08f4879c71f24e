import { TransferEntity } from '@guildhall/database';
import { type DomainEventHandler, type DomainEvents, OnDomainEvent } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TransferRepository } from './transfer.repository.js';

/** The buyer has the money back: what waited for its seller is not sent any more. */
@Injectable()
@OnDomainEvent('order.refunded')
export class CancelWaitingTransfers implements DomainEventHandler<'order.refunded'> {
  constructor(private readonly transfers: TransferRepository) {}

  async handle({ orderId }: DomainEvents['order.refunded'], manager: EntityManager): Promise<void> {
    await this.transfers.lockOrder(manager, orderId);
    await manager.update(
      TransferEntity,
      { orderId, state: 'waiting' },
      {
        state: 'canceled',
        failureReason: 'the order was refunded before the seller could receive it',
        updatedAt: new Date(),
      },
    );
  }
}
