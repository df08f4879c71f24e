import { type MarketplaceOrderEntity, newId, type SellerShareEntity, TransferEntity } from '@guildhall/database';
import { type DomainEventHandler, type DomainEvents, OnDomainEvent } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { transferableMinor } from './transfer-limit.js';
import { TransferRepository, type TransferRow } from './transfer.repository.js';
import { TransferRequests } from './transfer-requests.js';

/**
 * Pays the sellers of an order with several of them. (An order with one is a destination charge: Stripe transfers by
 * itself.) A seller who cannot receive money at the moment waits; the others do not.
 */
@Injectable()
@OnDomainEvent('order.paid')
export class CreateTransfersOnOrderPaid implements DomainEventHandler<'order.paid'> {
  constructor(
    private readonly transfers: TransferRepository,
    private readonly requests: TransferRequests,
  ) {}

  async handle({ orderId }: DomainEvents['order.paid'], manager: EntityManager): Promise<void> {
    const order = await this.transfers.lockOrder(manager, orderId);
    // A refund may have been faster: then there is nothing to pass on.
    if (order?.chargeMode !== 'separate' || order.state !== 'paid') return;
    const [payment, shares, existing] = [
      await this.transfers.paymentOf(manager, orderId),
      await this.transfers.sharesOf(manager, orderId),
      await this.transfers.ofOrder(manager, orderId),
    ];
    const known = new Set(existing.map(({ sellerId }) => sellerId));
    const missing = shares.filter(({ sellerId }) => !known.has(sellerId));
    const ready = await this.transfers.readySellers(
      manager,
      missing.map(({ sellerId }) => sellerId),
    );
    const made = [...existing];
    for (const share of missing) {
      const transfer = newTransfer(order, share);
      const withinLimit = transfer.amountMinor <= transferableMinor(payment, made);
      if (!withinLimit) Object.assign(transfer, BEYOND_LIMIT);
      await manager.insert(TransferEntity, transfer);
      made.push(transfer);
      if (withinLimit && ready.has(share.sellerId)) await this.requests.send(manager, order, payment, transfer);
    }
  }
}

const BEYOND_LIMIT = {
  state: 'rejected',
  failureReason: 'more than what was captured less what was refunded',
} as const;

function newTransfer(order: MarketplaceOrderEntity, share: SellerShareEntity): TransferEntity {
  const now = new Date();
  return Object.assign(new TransferEntity(), {
    id: newId(),
    orderId: order.id,
    sellerId: share.sellerId,
    stripeAccountId: share.stripeAccountId,
    chargeMode: 'separate',
    state: 'waiting',
    currency: order.currency,
    amountMinor: share.transferMinor,
    commissionMinor: share.commissionMinor,
    reversedMinor: 0n,
    stripeTransferId: null,
    destinationPaymentId: null,
    failureReason: 'the seller cannot receive transfers at the moment',
    createdAt: now,
    updatedAt: now,
  } satisfies TransferRow);
}
