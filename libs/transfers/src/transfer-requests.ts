import type { MarketplaceOrderEntity, PaymentEntity, TransferEntity } from '@guildhall/database';
import { Ledger } from '@guildhall/ledger';
import { Money } from '@guildhall/money';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { wholeShareKept } from './transfer.posting.js';
import { TransferRepository } from './transfer.repository.js';

/** The last step before a transfer is sent; the limit was checked under the order's lock. */
@Injectable()
export class TransferRequests {
  constructor(
    private readonly transfers: TransferRepository,
    private readonly outbox: Outbox,
    private readonly ledger: Ledger,
  ) {}

  /** With `source_transaction` it needs no available balance, and becomes available when the charge does. */
  async send(
    manager: EntityManager,
    order: MarketplaceOrderEntity,
    payment: PaymentEntity,
    transfer: TransferEntity,
  ): Promise<void> {
    if (transfer.amountMinor === 0n) {
      await this.keepWhole(manager, transfer);
      return;
    }
    await this.transfers.update(manager, transfer, { state: 'requested', failureReason: null });
    await this.outbox.record(manager, {
      kind: 'transfer.create',
      subjectId: transfer.id,
      // Sellers of one order do not wait for each other.
      serialKey: `${order.id}:${transfer.sellerId}`,
      params: {
        amount: Money.of(transfer.amountMinor, transfer.currency).toMinorNumber(),
        currency: transfer.currency,
        destination: transfer.stripeAccountId,
        source_transaction: payment.stripeChargeId,
        transfer_group: order.transferGroup,
        metadata: { order_id: order.id, transfer_id: transfer.id },
      },
      priority: OperationPriority.job,
    });
  }

  private async keepWhole(manager: EntityManager, transfer: TransferEntity): Promise<void> {
    const { id: transferId, orderId, sellerId, commissionMinor, currency } = transfer;
    const commission = Money.of(commissionMinor, currency);
    await this.transfers.update(manager, transfer, { state: 'created' });
    await this.ledger.post(manager, wholeShareKept({ transferId, orderId, sellerId, commission, at: new Date() }));
  }
}
