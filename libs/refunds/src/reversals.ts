import { type RefundEntity, RefundLegEntity, TransferEntity } from '@guildhall/database';
import { Ledger } from '@guildhall/ledger';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RefundRepository } from './refund.repository.js';
import { takeBackOwed } from './refund.posting.js';

interface MadeTransfer {
  readonly sellerId: string;
  readonly stripeTransferId: string;
}

/** Takes back from sellers what a refund of separate charges gave to the buyer. */
@Injectable()
export class Reversals {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly outbox: Outbox,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Records a reversal for every planned leg whose transfer exists at Stripe. Legs of transfers still under way wait.
   * @param made a transfer that Stripe has just told us of, whose row may not know it yet
   */
  async start(manager: EntityManager, refund: RefundEntity, made?: MadeTransfer): Promise<void> {
    for (const leg of await this.refunds.legs(manager, refund.id)) {
      if (leg.state === 'planned') await this.startLeg(manager, refund, leg, made);
    }
  }

  private async startLeg(
    manager: EntityManager,
    refund: RefundEntity,
    leg: RefundLegEntity,
    made: MadeTransfer | undefined,
  ): Promise<void> {
    if (leg.means === 'with_refund') {
      leg.state = 'requested'; // Stripe reverses it with the refund; the webhook tells when
    } else {
      const transfer = await manager.findOneByOrFail(TransferEntity, { id: leg.transferId ?? '' });
      if (made?.sellerId === leg.sellerId) transfer.stripeTransferId = made.stripeTransferId;
      if (transfer.stripeTransferId === null) return;
      await this.recordReversal(manager, refund, leg, transfer);
    }
    leg.updatedAt = new Date();
    await manager.save(leg);
  }

  private async recordReversal(
    manager: EntityManager,
    refund: RefundEntity,
    leg: RefundLegEntity,
    transfer: TransferEntity,
  ): Promise<void> {
    const leftMinor = transfer.amountMinor - transfer.reversedMinor;
    const amountMinor = leg.takeBackMinor < leftMinor ? leg.takeBackMinor : leftMinor;
    const beyond = leg.takeBackMinor - amountMinor;
    if (beyond > 0n) await this.owe(manager, refund, leg, transfer, { owedMinor: beyond, commissionBackMinor: 0n });
    if (amountMinor === 0n) {
      leg.state = 'owed';
      return;
    }
    leg.state = 'requested';
    await this.outbox.record(manager, {
      kind: 'transfer_reversal.create',
      subjectId: leg.id,
      serialKey: `order:${refund.orderId}:${leg.sellerId}`,
      params: {
        transfer: transfer.stripeTransferId,
        amount: Number(amountMinor),
        metadata: { order_id: refund.orderId, refund_leg_id: leg.id },
      },
      priority: OperationPriority.operator,
    });
  }

  /** Books what the seller owes now. */
  async owe(
    manager: EntityManager,
    refund: RefundEntity,
    leg: RefundLegEntity,
    transfer: TransferEntity,
    owed: { owedMinor: bigint; commissionBackMinor: bigint },
  ): Promise<void> {
    await this.ledger.post(manager, takeBackOwed(leg, refund.orderId, transfer.stripeAccountId, owed, new Date()));
  }
}
