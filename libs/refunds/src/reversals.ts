import { type RefundEntity, type RefundLegEntity, TransferEntity } from '@guildhall/database';
import { Ledger } from '@guildhall/ledger';
import { OperationPriority, Outbox } from '@guildhall/outbox';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type OwedPart, takeBackOwed } from './refund.posting.js';
import { RefundRepository } from './refund.repository.js';

export interface MadeTransfer {
  readonly sellerId: string;
  readonly stripeTransferId: string;
}

/** Takes back from sellers what a refund gave to the buyer. */
@Injectable()
export class Reversals {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly outbox: Outbox,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Starts every planned leg whose transfer exists at Stripe. Legs of transfers still under way wait for them.
   * @param made a transfer that Stripe has just told us of, whose row may not know it yet
   */
  async start(manager: EntityManager, refund: RefundEntity, made?: MadeTransfer): Promise<void> {
    for (const leg of await this.refunds.legs(manager, refund.id)) {
      if (leg.state !== 'planned') continue;
      const state = await this.startLeg(manager, refund, leg, made);
      if (state !== 'planned') await this.refunds.moveLeg(manager, leg, { state });
    }
  }

  /** Books what could not be taken back. */
  async owe(
    manager: EntityManager,
    { orderId }: RefundEntity,
    leg: RefundLegEntity,
    { stripeAccountId }: TransferEntity,
    part: OwedPart,
  ): Promise<void> {
    if (part.owedMinor + part.commissionBackMinor === 0n) return;
    await this.ledger.post(manager, takeBackOwed(leg, { orderId, stripeAccountId }, part, new Date()));
  }

  private async startLeg(
    manager: EntityManager,
    refund: RefundEntity,
    leg: RefundLegEntity,
    made: MadeTransfer | undefined,
  ): Promise<RefundLegEntity['state']> {
    if (leg.means === 'with_refund') return 'requested'; // Stripe reverses it with the refund; the webhook tells when
    const transfer = await manager.findOneByOrFail(TransferEntity, { id: leg.transferId ?? '' });
    if (made?.sellerId === leg.sellerId) transfer.stripeTransferId = made.stripeTransferId;
    const neverSent = transfer.state === 'rejected' || transfer.state === 'waiting' || transfer.state === 'canceled';
    if (neverSent && transfer.stripeTransferId === null) return 'canceled'; // nothing has left the platform
    // A share that was commission to the last cent has no transfer at Stripe.
    if (transfer.amountMinor > 0n && transfer.stripeTransferId === null) return 'planned';
    return this.takeBack(manager, refund, leg, transfer);
  }

  private async takeBack(
    manager: EntityManager,
    refund: RefundEntity,
    leg: RefundLegEntity,
    transfer: TransferEntity,
  ): Promise<RefundLegEntity['state']> {
    const leftMinor = transfer.amountMinor - transfer.reversedMinor;
    const amountMinor = leg.takeBackMinor < leftMinor ? leg.takeBackMinor : leftMinor;
    await this.owe(manager, refund, leg, transfer, {
      cause: 'beyond_transfer',
      owedMinor: leg.takeBackMinor - amountMinor,
      commissionBackMinor: amountMinor === 0n ? leg.commissionBackMinor : 0n,
    });
    if (amountMinor === 0n) return leg.takeBackMinor === 0n ? 'done' : 'owed';
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
    return 'requested';
  }
}
