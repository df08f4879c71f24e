import { TransferEntity } from '@guildhall/database';
import { type DomainEventHandler, type DomainEvents, OnDomainEvent } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { transferableMinor } from './transfer-limit.js';
import { TransferRepository } from './transfer.repository.js';
import { TransferRequests } from './transfer-requests.js';

/** A seller can receive transfers (again): what waited is sent. */
@Injectable()
@OnDomainEvent('seller.readiness_changed')
export class ReleaseWaitingTransfers implements DomainEventHandler<'seller.readiness_changed'> {
  constructor(
    private readonly transfers: TransferRepository,
    private readonly requests: TransferRequests,
  ) {}

  async handle(
    { sellerId, canReceiveTransfers }: DomainEvents['seller.readiness_changed'],
    manager: EntityManager,
  ): Promise<void> {
    if (!canReceiveTransfers) return;
    // In the order of the orders' ids, as everybody locks them.
    const waiting = await manager.find(TransferEntity, {
      where: { sellerId, state: 'waiting' },
      order: { orderId: 'ASC' },
    });
    for (const { id, orderId } of waiting) await this.release(manager, orderId, id);
  }

  private async release(manager: EntityManager, orderId: string, transferId: string): Promise<void> {
    const order = await this.transfers.lockOrder(manager, orderId);
    const ofOrder = await this.transfers.ofOrder(manager, orderId);
    const transfer = ofOrder.find(({ id }) => id === transferId);
    // Sent by another run or given up by a refund while this one waited for the lock.
    if (order?.state !== 'paid' || transfer?.state !== 'waiting') return;
    const payment = await this.transfers.paymentOf(manager, orderId);
    const others = ofOrder.filter(({ id }) => id !== transferId);
    if (transfer.amountMinor > transferableMinor(payment, others)) return;
    await this.requests.send(manager, order, payment, transfer);
  }
}
